import Ingesting
import Reporting

/// Which frames the run had of the inputs that seeds name.
struct SeedUse {
    private let targets: Set<SeedFile.Target>
    /// Inputs of which the file states side, level or scale.
    private let stated: Set<String>
    private let inputs: Set<String>
    private var frames: [String: Set<Int>] = [:]
    /// MR inputs of which the file states side or scale, which their geometry settles.
    private var settledByGeometry: Set<String> = []
    private let sidesAndScales: Set<String>

    init(of seeds: SeedFile?) {
        targets = seeds?.targets ?? []
        stated = seeds.map { Set($0.inputs.keys) } ?? []
        inputs = stated.union(targets.map(\.input))
        sidesAndScales = Set(
            (seeds?.inputs ?? [:]).filter { $0.value.side != nil || $0.value.spacing != nil }.keys)
    }

    mutating func note(_ record: ItemRecord) {
        let source = record.source
        if record.modality == .magneticResonance, sidesAndScales.contains(source.input) {
            settledByGeometry.insert(source.input)
        }
        guard inputs.contains(source.input) else { return }
        frames[source.input, default: []].formUnion([source.frame].compactMap { $0 })
    }

    /// A sentence for every input that the file names in vain.
    ///
    /// - Parameter inputs: the names of all inputs of the run.
    func unused(inputs: () -> [String]) -> [String] {
        let seeds = UnusedSeeds.sentences(of: targets, among: frames, otherInputs: inputs)
        let statements = stated.subtracting(frames.keys).sorted().map { input in
            "what the seed file states of \(input) is not used: the run has no frame of it; give "
                + "\"input\" relative to the INPUT argument, as items.tsv has it"
        }
        let settled = settledByGeometry.sorted().map { input in
            "side and scale that the seed file states of \(input) are not used: in MR they follow from "
                + "the geometry of the volume"
        }
        return seeds + statements + settled
    }
}
