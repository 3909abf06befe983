import ArgumentParser

/// `nerve-measure phantom`: simulated pictures with exact truth.
struct PhantomCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "phantom",
        abstract: "Write simulated pictures whose true measurements are known.",
        subcommands: [UltrasoundPhantomCommand.self, MRPhantomCommand.self, SamplesCommand.self])
}
