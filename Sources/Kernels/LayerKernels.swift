import CSIMD
import Raster

#if arch(x86_64)
    import KernelsV3
    import KernelsV4
#endif

/// The layers of a network on feature maps, with the kernels of one tier.
///
/// Shapes are checked here, once per layer and run; the kernels themselves trust them.
package struct LayerKernels: Sendable {
    package let tier: KernelTier

    /// - Precondition: the tier is supported and not `.reference`, which has no feature maps.
    package init(tier: KernelTier) {
        precondition(tier != .reference && tier <= .best, "not a tier for feature maps")
        self.tier = tier
    }

    /// Rows `rows` of a convolution; `residual` is added after the activation.
    package func convolve(
        _ convolution: PackedConvolution, from input: FeatureMap, to output: FeatureMap,
        adding residual: FeatureMap? = nil, rows: Range<Int>, in arena: FloatArena
    ) {
        check(convolution, input, output, residual, rows)
        unsafe convolution.blockChannels.withUnsafeBufferPointer { channels in
            guard let channels = channels.baseAddress else { return }
            var job = unsafe job(convolution, channels, input, output, residual, arena)
            unsafe run(&job, isDepthwise: convolution.shape.isDepthwise, rows)
        }
    }

    private func check(
        _ convolution: PackedConvolution, _ input: FeatureMap, _ output: FeatureMap,
        _ residual: FeatureMap?, _ rows: Range<Int>
    ) {
        let shape = convolution.shape
        let reach = (output.columns - 1) * shape.stride + shape.kernel - 1 - shape.padding.left
        precondition(convolution.blockChannels.count == input.blocks, "input blocks")
        precondition(convolution.outputBlocks == output.blocks, "output blocks")
        precondition(output.pixelStride == FeatureMap.lanes, "the output has blocks of 16")
        precondition(
            input.pixelStride == FeatureMap.lanes
                || !shape.isDepthwise && convolution.blockChannels.allSatisfy { $0 == 1 },
            "planes go into dense convolutions")
        precondition(shape.padding.left <= input.margin, "left margin")
        precondition(reach < input.columns + input.margin, "right margin")
        precondition(rows.lowerBound >= 0 && rows.upperBound <= output.rows, "rows")
        guard let residual else { return }
        precondition(!shape.isDepthwise, "no residual after a depthwise convolution")
        precondition(residual.columns == output.columns && residual.rows == output.rows)
        precondition(residual.blocks == output.blocks, "residual blocks")
    }

    private func job(
        _ convolution: PackedConvolution, _ channels: UnsafePointer<Int32>, _ input: FeatureMap,
        _ output: FeatureMap, _ residual: FeatureMap?, _ arena: FloatArena
    ) -> cs_convolution {
        let shape = convolution.shape
        return unsafe cs_convolution(
            input: UnsafePointer(start(of: input, in: arena)),
            weights: convolution.weights.address(0..<convolution.weights.count),
            bias: convolution.bias.address(0..<convolution.bias.count),
            residual: residual.map { unsafe UnsafePointer(start(of: $0, in: arena)) },
            output: start(of: output, in: arena),
            input_map: input.map, output_map: output.map, residual_map: (residual ?? output).map,
            block_channels: channels, weights_stride: convolution.weightsStride,
            last_channels: (shape.outputs - 1) % FeatureMap.lanes + 1,
            input_pixel: input.pixelStride,
            kernel: shape.kernel, stride: shape.stride, top: shape.padding.top,
            left: shape.padding.left, low: shape.activation.low, high: shape.activation.high)
    }

    private func run(
        _ job: UnsafePointer<cs_convolution>, isDepthwise: Bool, _ rows: Range<Int>
    ) {
        let (first, end) = (rows.lowerBound, rows.upperBound)
        switch (tier, isDepthwise) {
        #if arch(x86_64)
            case (.v4, false):
                unsafe KernelsV4.TierKernels.convolve(job, firstRow: first, endRow: end)
            case (.v4, true):
                unsafe KernelsV4.TierKernels.convolveDepthwise(job, firstRow: first, endRow: end)
            case (.v3, false):
                unsafe KernelsV3.TierKernels.convolve(job, firstRow: first, endRow: end)
            case (.v3, true):
                unsafe KernelsV3.TierKernels.convolveDepthwise(job, firstRow: first, endRow: end)
        #endif
        case (_, false): unsafe TierKernels.convolve(job, firstRow: first, endRow: end)
        case (_, true): unsafe TierKernels.convolveDepthwise(job, firstRow: first, endRow: end)
        }
    }

    /// The address of `map.origin`, the whole map being inside the arena.
    func start(of map: FeatureMap, in arena: FloatArena) -> UnsafeMutablePointer<Float> {
        let extent = map.extent
        return unsafe arena.address(extent) + (map.origin - extent.lowerBound)
    }
}
