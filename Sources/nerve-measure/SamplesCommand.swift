import ArgumentParser
import Exporting

/// `nerve-measure phantom samples`: the contents of SampleImages.
struct SamplesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "samples", abstract: "Write the repository's SampleImages.")

    @Option(name: [.short, .customLong("output")], help: "Folder.", completion: .directory)
    var output: String

    func run() throws {
        do throws(PhantomWriteError) {
            try SampleSet(folder: output).write()
        } catch {
            throw PhantomBatch.failure(error)
        }
    }
}
