import Kernels

/// The nodes of a network, their values numbered: value 0 is the input, node i makes value i + 1.
struct Graph: Sendable {
    struct Value: Sendable {
        let name: String
        /// Channels in use in each block of 16: a concatenation leaves gaps instead of moving data.
        let blockChannels: [Int]

        var channels: Int { blockChannels.reduce(0, +) }
    }

    enum Kind: Sendable {
        case convolution(Convolution)
        case add
        case concatenation
        case upsampling(Upsampling)
        case softmax
    }

    struct Node: Sendable {
        let kind: Kind
        let inputs: [Int]
        let output: Int
    }

    /// A convolution with its weights as read and as the kernels want them.
    struct Convolution: Sendable {
        let packed: PackedConvolution
        let weights: [Float]
        let bias: [Float]

        var shape: ConvolutionShape { packed.shape }
    }

    let values: [Value]
    let nodes: [Node]
    /// The value that is the result.
    let output: Int
    /// The input stays as planes, every one a block of a single channel: only dense convolutions
    /// of few channels read it, which need no blocks of 16.
    let isInputPlanar: Bool

    /// Nodes that read a value.
    func consumers(of value: Int) -> [Int] {
        nodes.indices.filter { nodes[$0].inputs.contains(value) }
    }
}
