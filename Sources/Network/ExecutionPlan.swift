import Kernels

/// The steps of a forward pass and where each value lies, for one size of input.
struct ExecutionPlan: Sendable {
    let input: FeatureMap
    let steps: [Step]
    /// What is read out as planes, and what is done to them.
    let result: FeatureMap
    let tail: GraphTail
    let arenaCount: Int

    static let maximumArena = 128 << 20

    init(_ graph: Graph, columns: Int, rows: Int) throws(ModelError) {
        let sizes = try ValueSizes(of: graph, columns: columns, rows: rows)
        let fusion = AddFusion(graph)
        tail = GraphTail(graph)
        let storage = StorageAssignment(graph, sizes, fusion, tail)
        let arena = ArenaLayout(storage.roots)
        guard arena.count <= Self.maximumArena else {
            throw .wrongSize(
                reason: "the network needs \(arena.count) floats of memory for this input, "
                    + "at most \(Self.maximumArena) are allowed")
        }
        arenaCount = arena.count
        let list = StepList(graph, fusion, tail, storage, offsets: arena.offsets)
        input = list.map(of: 0)
        result = list.map(of: tail.value)
        steps = list.steps
    }
}

/// One call of the kernels.
struct Step: Sendable {
    enum Action: Sendable {
        case convolve(Graph.Convolution, from: FeatureMap, to: FeatureMap, adding: FeatureMap?)
        case add(FeatureMap, FeatureMap, to: FeatureMap)
        case copy(FeatureMap, to: FeatureMap)
        case upsample(FeatureMap, to: FeatureMap, Upsampling)
        /// Before the first write to storage with margins.
        case clearMargins(FeatureMap)
    }

    /// Of the value that it makes.
    let name: String
    let action: Action
}

/// Turns nodes into steps.
private struct StepList {
    private let maps: [Int: FeatureMap]
    private(set) var steps: [Step] = []

    init(
        _ graph: Graph, _ fusion: AddFusion, _ tail: GraphTail, _ storage: StorageAssignment,
        offsets: [Int]
    ) {
        maps = storage.maps(offsets: offsets)
        for (index, node) in graph.nodes.enumerated() where !tail.nodes.contains(index) {
            for root in storage.roots where root.birth == index && root.margin > 0 {
                let name = graph.values[root.value].name + " margins"
                steps.append(Step(name: name, action: .clearMargins(map(of: root.value))))
            }
            let made = fusion.byConvolution[index]?.output ?? node.output
            for action in actions(node, index, made, fusion, storage) {
                steps.append(Step(name: graph.values[made].name, action: action))
            }
        }
    }

    func map(of value: Int) -> FeatureMap {
        guard let map = maps[value] else { preconditionFailure("a value without storage") }
        return map
    }

    private func actions(
        _ node: Graph.Node, _ index: Int, _ made: Int, _ fusion: AddFusion,
        _ storage: StorageAssignment
    ) -> [Step.Action] {
        let input = map(of: node.inputs[0])
        let output = map(of: made)
        switch node.kind {
        case .convolution(let convolution):
            let residual = fusion.byConvolution[index].map { map(of: $0.residual) }
            return [.convolve(convolution, from: input, to: output, adding: residual)]
        case .add:
            guard !fusion.isFused(add: index) else { return [] }
            return [.add(input, map(of: node.inputs[1]), to: output)]
        case .concatenation:
            return storage.copies(of: index, into: output).map { .copy(map(of: $0), to: $1) }
        case .upsampling(let mode): return [.upsample(input, to: output, mode)]
        case .softmax: return []
        }
    }
}
