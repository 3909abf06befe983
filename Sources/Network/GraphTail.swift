import Kernels

/// The end of a network that is done on planes: doublings and the softmax of a few channels, which
/// would waste most of the lanes of a block of 16.
struct GraphTail: Sendable {
    /// The last value that is a feature map.
    let value: Int
    let doublings: [Upsampling]
    let endsInSoftmax: Bool
    /// Numbers of the nodes of the tail.
    let nodes: Set<Int>

    init(_ graph: Graph) {
        var value = graph.output
        var doublings: [Upsampling] = []
        var endsInSoftmax = false
        var nodes: Set<Int> = []
        // Node i makes value i + 1.
        if value > 0, case .softmax = graph.nodes[value - 1].kind,
            graph.consumers(of: value).isEmpty
        {
            endsInSoftmax = true
            nodes.insert(value - 1)
            value = graph.nodes[value - 1].inputs[0]
        }
        while value > 0, case .upsampling(let mode) = graph.nodes[value - 1].kind,
            graph.consumers(of: value).allSatisfy(nodes.contains)
        {
            doublings.insert(mode, at: 0)
            nodes.insert(value - 1)
            value = graph.nodes[value - 1].inputs[0]
        }
        self.value = value
        self.doublings = doublings
        self.endsInSoftmax = endsInSoftmax
        self.nodes = nodes
    }
}
