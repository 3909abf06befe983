import Kernels

/// The steps of a forward pass and where each value lies, for one size of input.
struct ExecutionPlan: Sendable {
    enum Step: Sendable {
        case convolve(node: Int, from: Int, to: Int, adding: Int?)
        case add(Int, Int, to: Int)
        case copy(Int, to: FeatureMap)
        case upsample(Int, to: Int, Upsampling)
        /// Before the first write to storage with margins.
        case clearMargins(FeatureMap)
    }

    let sizes: ValueSizes
    let maps: [FeatureMap]
    let steps: [Step]
    /// Value that is read out as planes, and whether a softmax follows.
    let result: Int
    let endsInSoftmax: Bool
    let arenaCount: Int

    static let maximumArena = 128 << 20

    init(_ graph: Graph, columns: Int, rows: Int) throws(ModelError) {
        sizes = try ValueSizes(of: graph, columns: columns, rows: rows)
        let fusion = AddFusion(graph)
        let storage = StorageAssignment(graph, sizes, fusion)
        let arena = ArenaLayout(storage.roots)
        guard arena.count <= Self.maximumArena else {
            throw .wrongSize(
                reason: "the network needs \(arena.count) floats of memory for this input, "
                    + "at most \(Self.maximumArena) are allowed")
        }
        let maps = storage.maps(offsets: arena.offsets)
        self.maps = maps
        arenaCount = arena.count
        let last = graph.nodes.first { $0.output == graph.output }
        if let last, case .softmax = last.kind {
            result = last.inputs[0]
            endsInSoftmax = true
        } else {
            result = graph.output
            endsInSoftmax = false
        }
        steps = Self.steps(graph, fusion, storage, maps, storage.rootMaps(offsets: arena.offsets))
    }

    private static func steps(
        _ graph: Graph, _ fusion: AddFusion, _ storage: StorageAssignment, _ maps: [FeatureMap],
        _ rootMaps: [Int: FeatureMap]
    ) -> [Step] {
        var steps: [Step] = []
        for (index, node) in graph.nodes.enumerated() {
            for root in storage.roots where root.birth == index && root.margin > 0 {
                if let map = rootMaps[root.value] { steps.append(.clearMargins(map)) }
            }
            switch node.kind {
            case .convolution:
                let fused = fusion.byConvolution[index]
                steps.append(
                    .convolve(
                        node: index, from: node.inputs[0], to: fused?.output ?? node.output,
                        adding: fused?.residual))
            case .add:
                guard !fusion.isFused(add: index) else { continue }
                steps.append(.add(node.inputs[0], node.inputs[1], to: node.output))
            case .concatenation:
                for (input, map) in storage.copies(of: index, into: maps[node.output]) {
                    steps.append(.copy(input, to: map))
                }
            case .upsampling(let mode):
                steps.append(.upsample(node.inputs[0], to: node.output, mode))
            case .softmax: break
            }
        }
        return steps
    }
}
