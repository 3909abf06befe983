import ArgumentParser
import Exporting
import Pipeline
import SystemWords

/// `nerve-measure send`: hands DICOM objects to an archive or workstation.
struct SendCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "send",
        abstract: "Send DICOM results to an archive (C-STORE).",
        discussion: """
            INPUT is any number of files and folders; in folders, such as OUT of "measure --dicom", \
            every file NAME.dcm is sent. What fails for reasons that may pass, such as an archive that \
            is down, is tried again after pauses of 1, 2, 4 … 60 seconds. With --record FILE the same command \
            can be repeated at will, also after it was killed: what is stored is not sent again.

            Exit status: 0 everything stored; 1 the archive refused some; 64 wrong usage; 66 nothing \
            to send; 75 not everything was delivered, repeat later.
            """)

    @Argument(help: "Files and folders to send.", completion: .file())
    var input: [String]

    @Option(help: "The archive, such as ARCHIVE@host:11112.")
    var to: PeerArgument

    @Option(help: "Our application entity title, 1 to 16 characters.")
    var from = "NERVE_MEASURE"

    @Option(
        help: "File that remembers what was stored where: it is not sent again.",
        completion: .file())
    var record: String?

    @Option(help: "Attempts in vain, one after another, before giving up.")
    var attempts = 5

    @Option(help: "Seconds to wait for a connection and for each answer.")
    var timeout = 30

    @OptionGroup(title: "Messages")
    var logging: LoggingOptions

    func validate() throws {
        guard PeerArgument.isTitle(from) else {
            throw ValidationError("--from takes 1 to 16 characters of ASCII without spaces")
        }
        guard (1...1000).contains(attempts), (1...3600).contains(timeout) else {
            throw ValidationError("--attempts takes 1 to 1000, --timeout 1 to 3600 seconds")
        }
    }

    func run() throws {
        let log = logging.makeLogger()
        let cancellation = Cancellation()
        let signals = SignalHandling { cancellation.request() }
        defer { withExtendedLifetime(signals) {} }
        var list = SendList(input)
        for problem in list.problems { log.error("\(problem)") }
        guard !list.shipments.isEmpty else {
            log.error("nothing to send; run measure with --dicom first")
            throw ExitStatus.inputMissing.code
        }
        var sender = Sender(to: to.peer)
        sender.title = from
        sender.attempts = attempts
        sender.timeout = timeout
        let shipments = list.shipments
        func report(_ file: Shipment, _ delivery: Delivery) {
            list.count(delivery)
            if delivery.isFailure { log.error("\(file.path) \(file.words(for: delivery))") }
        }
        if let record {
            do {
                try sender.send(
                    shipments, record: try DeliveryRecord(path: record),
                    isCancelled: { cancellation.isRequested }, report: report)
            } catch {
                log.error(
                    "the delivery record \(record) cannot be kept (\(SystemWords.reason(error)))")
                throw ExitStatus.cannotWrite.code
            }
        } else {
            sender.send(shipments, isCancelled: { cancellation.isRequested }, report: report)
        }
        let before = list.known > 0 ? ", \(list.known) were there before" : ""
        log.info(
            "\(list.stored) of \(shipments.count) objects stored at \(to.peer.text)\(before)")
        if let status = list.status { throw status.code }
    }
}
