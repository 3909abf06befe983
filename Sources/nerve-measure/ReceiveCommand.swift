import ArgumentParser
import Foundation
import Pipeline
import Service

/// `nerve-measure receive`: a DICOM storage service that measures what it receives.
struct ReceiveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "receive",
        abstract: "Receive studies (C-STORE), measure them and deliver the results.",
        discussion: """
            Stores ultrasound and MR images that an archive or a scanner sends to TITLE on --port, or \
            that are put into the folder --watch. A study is measured as "measure --dicom" does once \
            nothing new came for --settle seconds; its results go to the archive --to, which may be \
            away for long. Results of nerve-measure that come back are not measured.

            FOLDER holds everything: objects, results and how far each study is. The service can be \
            killed at any time; started again it goes on, loses nothing and does nothing twice. What \
            was delivered is removed after --keep-hours. Try it:

              nerve-measure receive spool --port 11112 --to ARCHIVE@archive.example:104
              echoscu -aec NERVE_MEASURE localhost 11112

            Exit status: 0 stopped by SIGTERM or SIGINT; 64 wrong usage, or model or key cannot be \
            used; 73 the folder cannot be used; 75 address and port cannot be listened on.
            """)

    @Argument(help: "Folder of the service.", completion: .directory)
    var folder: String

    @Option(help: "Port to listen on, such as 11112.")
    var port: UInt16?

    @Option(help: "IPv4 address to listen on; 0.0.0.0 is all.")
    var bind = "127.0.0.1"

    @Option(help: "Our application entity title, 1 to 16 characters.")
    var title = "NERVE_MEASURE"

    @Option(help: "Title that may call, once for each. Default: all.")
    var allow: [String] = []

    @Option(help: "Folder whose DICOM files are taken in and removed.", completion: .directory)
    var watch: String?

    @Option(help: "Where results go, such as ARCHIVE@host:11112. Default: they stay in FOLDER.")
    var to: PeerArgument?

    @Option(help: "Seconds without a new object after which a study is measured.")
    var settle = 30.0

    @OptionGroup(title: "Measuring")
    var engine: EngineOptions

    @Option(
        help: ArgumentHelp(
            "Make results without identity, with pseudonyms by a secret key, as \"measure\" does.",
            valueName: "key file"), completion: .file())
    var deidentify: String?

    @Option(help: "Studies worked on at once. Default: the processors this process may use.")
    var jobs: Int?

    @OptionGroup(title: "Limits")
    var limits: LimitOptions

    @OptionGroup(title: "Messages")
    var logging: LoggingOptions

    func validate() throws {
        try JobCount.validate(jobs)
        guard port != nil || watch != nil else {
            throw ValidationError("give --port, --watch or both")
        }
        guard ([title] + allow).allSatisfy(PeerArgument.isTitle) else {
            throw ValidationError("titles have 1 to 16 characters of ASCII without spaces")
        }
        guard (0.1...86_400).contains(settle) else {
            throw ValidationError("--settle takes 0.1 to 86400 seconds")
        }
    }

    func run() throws {
        let log = logging.makeLogger()
        let cancellation = Cancellation()
        let signals = SignalHandling { cancellation.request() }
        defer { withExtendedLifetime(signals) {} }
        if bind != "127.0.0.1", port != nil, allow.isEmpty {
            log.warning("every title may call from other machines; --allow TITLE names who may")
        }
        let service: Service
        do throws(ServiceError) {
            service = try Service(options) { event in
                log.log(level: event.isProblem ? .warning : .info, "\(event.message)")
            }
        } catch {
            log.error("\(error.message)")
            throw ExitStatus(of: error).code
        }
        service.run(cancellation)
        log.info("stopped")
    }

    private var options: ServiceOptions {
        var measuring = PipelineOptions(toolVersion: ToolVersion.current)
        engine.set(&measuring)
        measuring.keyFile = deidentify
        var options = ServiceOptions(folder: URL(filePath: folder), measuring: measuring)
        options.jobs = jobs ?? JobCount.automatic()
        options.address = bind
        options.port = port
        options.title = title
        options.callers = allow
        options.watched = watch.map { URL(filePath: $0) }
        options.destination = to?.peer
        options.quietSeconds = settle
        options.limits = limits.limits
        return options
    }
}

/// What one peer may take up.
struct LimitOptions: ParsableArguments {
    @Option(help: "Associations at once; more are turned away.")
    var associations = 8

    @Option(help: "Largest piece of a message, 4096 to 131072 bytes.")
    var pdu = 131_072

    @Option(help: "Seconds to wait for each message.")
    var timeout = 30

    @Option(help: "Minutes that an association may last.")
    var associationMinutes = 60.0

    @Option(help: "Largest object, MiB.")
    var objectMib = 1024

    @Option(help: "MiB of the disk that stay free: nothing is taken when there is less.")
    var freeMib = 1024

    @Option(help: "Hours after which what was delivered is removed.")
    var keepHours = 24.0

    func validate() throws {
        guard (1...256).contains(associations), (4096...131_072).contains(pdu) else {
            throw ValidationError("--associations takes 1 to 256, --pdu 4096 to 131072")
        }
        guard (1...3600).contains(timeout), associationMinutes > 0, keepHours >= 0,
            (1...(1 << 20)).contains(objectMib), (0...(1 << 30)).contains(freeMib)
        else {
            throw ValidationError("a limit is out of range; see --help for the usual values")
        }
    }

    var limits: ServiceLimits {
        var limits = ServiceLimits()
        limits.associations = associations
        limits.pdu = pdu
        limits.messageSeconds = timeout
        limits.associationSeconds = associationMinutes * 60
        limits.objectBytes = objectMib << 20
        limits.freeBytes = freeMib << 20
        limits.keepHours = keepHours
        return limits
    }
}

extension ExitStatus {
    init(of error: ServiceError) {
        switch error {
        case .folder(let error): self = ExitStatus(of: BatchError.output(error))
        case .inUse: self = .cannotCreateOutput
        case .measuring(let error): self = ExitStatus(of: error)
        case .listening(_, _, .cannotListen): self = .interrupted
        case .listening: self = .internalError
        }
    }
}
