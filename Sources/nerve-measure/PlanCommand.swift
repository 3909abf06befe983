import ArgumentParser
import Foundation
import Pipeline

/// `nerve-measure plan`: freezes a run in a manifest, for many processes or machines.
struct PlanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Write a manifest of a run, to be carried out in parts.",
        discussion: """
            Hashes every input, freezes options, model and kernels, and prints the path of the \
            manifest in OUT. Then, on any number of machines that see the same folders:

              nerve-measure run --manifest OUT/manifest-….json --shard 1/4
              nerve-measure collect --manifest OUT/manifest-….json

            The result is that of "measure", byte for byte.
            """)

    @OptionGroup var plan: PlanOptions

    @Option(help: "Files read at once. Default: the processors this process may use.")
    var jobs: Int?

    @OptionGroup(title: "Messages")
    var logging: LoggingOptions

    func validate() throws { try JobCount.validate(jobs) }

    func run() throws {
        let log = logging.makeLogger()
        var options = plan.options
        options.jobs = jobs ?? JobCount.automatic()
        do throws(BatchError) {
            let batch = try Batch(
                inputs: plan.input, output: URL(filePath: plan.output), options: options)
            let name = try batch.writeManifest()
            let count = batch.studyCount
            log.info("\(count) studies planned", metadata: ["studies": "\(count)"])
            print(URL(filePath: plan.output).appending(path: name).relativePath)
        } catch {
            log.error("\(error.message)")
            throw ExitStatus(of: error).code
        }
    }
}
