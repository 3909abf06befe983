import Ingesting
import Reporting

/// Which frames the run had of the inputs that seeds name.
struct SeedUse {
    private let targets: Set<SeedFile.Target>
    private let inputs: Set<String>
    private var frames: [String: Set<Int>] = [:]

    init(of seeds: SeedFile?) {
        targets = seeds?.targets ?? []
        inputs = Set(targets.map(\.input))
    }

    mutating func note(_ source: ItemSource) {
        guard inputs.contains(source.input) else { return }
        frames[source.input, default: []].formUnion([source.frame].compactMap { $0 })
    }

    /// A sentence for every input that seeds name in vain.
    ///
    /// - Parameter inputs: the names of all inputs of the run.
    func unused(inputs: () -> [String]) -> [String] {
        UnusedSeeds.sentences(of: targets, among: frames, otherInputs: inputs)
    }
}
