/// Sums that a convolution does while it stores its result, so that no pass over memory is needed.
struct AddFusion: Sendable {
    struct Target: Sendable {
        let output: Int
        let residual: Int
        let addNode: Int
    }

    /// By node number of the convolution.
    let byConvolution: [Int: Target]

    init(_ graph: Graph) {
        var targets: [Int: Target] = [:]
        for (index, node) in graph.nodes.enumerated() {
            guard case .add = node.kind, node.inputs[0] != node.inputs[1] else { continue }
            for (made, residual) in [
                (node.inputs[1], node.inputs[0]), (node.inputs[0], node.inputs[1]),
            ] {
                guard let producer = Self.soleDenseProducer(of: made, in: graph),
                    targets[producer] == nil,
                    Self.firstWrite(of: residual, targets) < producer
                else { continue }
                targets[producer] = Target(output: node.output, residual: residual, addNode: index)
                break
            }
        }
        byConvolution = targets
    }

    func isFused(add node: Int) -> Bool { byConvolution.values.contains { $0.addNode == node } }

    /// The node after which `value` exists: for a fused sum earlier than its own node.
    private static func firstWrite(of value: Int, _ targets: [Int: Target]) -> Int {
        targets.first { $0.value.output == value }?.key ?? (value - 1)
    }

    func firstWrite(of value: Int) -> Int { Self.firstWrite(of: value, byConvolution) }

    /// The dense convolution that makes `value`, if nothing but one node reads it.
    ///
    /// Node i makes value i + 1.
    private static func soleDenseProducer(of value: Int, in graph: Graph) -> Int? {
        guard value > 0, value != graph.output, graph.consumers(of: value).count == 1,
            case .convolution(let convolution) = graph.nodes[value - 1].kind,
            !convolution.shape.isDepthwise
        else { return nil }
        return value - 1
    }
}
