/// The weights of one convolution in the order in which the kernels read them.
package struct PackedConvolution: Sendable {
    package let shape: ConvolutionShape
    /// Channels in use in each block of 16 of the input.
    let blockChannels: [Int32]
    /// Floats of the weights of one block of outputs.
    let weightsStride: Int
    let weights: ConstantFloats
    let bias: ConstantFloats

    package var outputBlocks: Int { bias.count / FeatureMap.lanes }

    /// - Parameters:
    ///   - weights: [output][input][row][column], or [channel][row][column] for depthwise.
    ///   - blockChannels: channels in use in each block of the input; their sum is `shape.inputs`.
    /// - Precondition: the counts agree with the shape.
    package init(
        shape: ConvolutionShape, weights: [Float], bias: [Float], blockChannels: [Int]
    ) {
        precondition(weights.count == shape.weightCount && bias.count == shape.outputs)
        precondition(blockChannels.reduce(0, +) == shape.inputs)
        self.shape = shape
        self.blockChannels = blockChannels.map(Int32.init)
        let order =
            shape.isDepthwise
            ? Self.depthwiseOrder(shape, blockChannels) : Self.denseOrder(shape, blockChannels)
        let blocks = Self.outputBlocks(shape, blockChannels)
        weightsStride = order.count / blocks.count
        self.weights = ConstantFloats(order.map { $0 < 0 ? 0 : weights[$0] })
        self.bias = ConstantFloats(blocks.flatMap { $0 }.map { $0 < 0 ? 0 : bias[$0] })
    }

    /// For each block of the result the channels in its lanes; −1 where a lane is unused.
    private static func outputBlocks(_ shape: ConvolutionShape, _ blockChannels: [Int]) -> [[Int]] {
        shape.isDepthwise ? lanes(blockChannels) : lanes(blocks(of: shape.outputs))
    }

    /// Channels in each block when `channels` are packed without gaps.
    package static func blocks(of channels: Int) -> [Int] {
        stride(from: 0, to: channels, by: FeatureMap.lanes).map {
            min(FeatureMap.lanes, channels - $0)
        }
    }

    private static func lanes(_ blockChannels: [Int]) -> [[Int]] {
        var first = 0
        return blockChannels.map { count in
            defer { first += count }
            return (0..<FeatureMap.lanes).map { $0 < count ? first + $0 : -1 }
        }
    }

    /// [output block][input block][row][column][input channel][16 outputs] as source indices.
    private static func denseOrder(_ shape: ConvolutionShape, _ blockChannels: [Int]) -> [Int] {
        let taps = shape.kernel * shape.kernel
        var order: [Int] = []
        order.reserveCapacity(shape.weightCount)
        for outputs in lanes(blocks(of: shape.outputs)) {
            for inputs in lanes(blockChannels) {
                for tap in 0..<taps {
                    for input in inputs where input >= 0 {
                        for output in outputs {
                            order.append(
                                output < 0 ? -1 : (output * shape.inputs + input) * taps + tap)
                        }
                    }
                }
            }
        }
        return order
    }

    /// [block][row][column][16 channels] as source indices.
    private static func depthwiseOrder(_ shape: ConvolutionShape, _ blockChannels: [Int]) -> [Int] {
        let taps = shape.kernel * shape.kernel
        return lanes(blockChannels).flatMap { channels in
            (0..<taps).flatMap { tap in channels.map { $0 < 0 ? -1 : $0 * taps + tap } }
        }
    }
}
