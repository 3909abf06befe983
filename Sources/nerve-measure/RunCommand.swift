import ArgumentParser
import Pipeline

/// `nerve-measure run`: works one part of a planned run.
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Carry out a planned run, or one part of it.",
        discussion: """
            Results go to the folder of the manifest. Studies that are finished are kept, so that \
            the same command continues an interrupted one; the same part run twice at once does no \
            harm. Inputs that are not the planned files any more are refused.

            Exit status: 0 every study of the part was worked; 64 the manifest cannot be used; \
            73, 74 output cannot be written; 75 interrupted, repeat to continue.
            """)

    @Option(help: "Manifest that \"plan\" wrote.", completion: .file())
    var manifest: String

    @Option(help: "Part of the run: 2/8 is the second of eight.")
    var shard: ShardArgument = .init(shard: .whole)

    @Option(help: "Studies worked on at once. Default: the processors this process may use.")
    var jobs: Int?

    @OptionGroup(title: "Messages")
    var logging: LoggingOptions

    func validate() throws { try JobCount.validate(jobs) }

    func run() throws {
        try BatchRun(logging: logging, ofManifest: manifest).finishPart {
            run throws(BatchError) in
            let batch = try Batch(
                manifest: manifest, toolVersion: ToolVersion.current,
                jobs: jobs ?? JobCount.automatic())
            let line = ProgressLine(
                total: batch.studyCount(of: shard.shard), quiet: logging.quiet)
            defer { line.finish() }
            return try batch.run(
                shard: shard.shard, cancellation: run.cancellation, observer: run.observer(line))
        }
    }
}

/// `--shard NUMBER/COUNT`.
struct ShardArgument: ExpressibleByArgument {
    let shard: Shard

    init(shard: Shard) { self.shard = shard }

    init?(argument: String) {
        let parts = argument.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 2, let number = parts[0], let count = parts[1],
            let shard = Shard(number: number, of: count)
        else { return nil }
        self.shard = shard
    }

    var defaultValueDescription: String { "\(shard.number)/\(shard.count)" }
}
