import Kernels
import Raster

/// Runs a network on inputs of one size. One per worker: it owns the memory of a forward pass.
package final class NetworkRunner {
    package let model: NetworkModel
    package let tier: KernelTier
    package let inputSize: PlaneSize

    private let plan: ExecutionPlan
    private let arena: FloatArena

    /// - Throws: `ModelError.wrongSize` when the network cannot take inputs of this size.
    package init(
        _ model: NetworkModel, inputSize: PlaneSize, tier: KernelTier = .best
    ) throws(ModelError) {
        self.model = model
        self.tier = tier
        self.inputSize = inputSize
        plan = try ExecutionPlan(model.graph, columns: inputSize.columns, rows: inputSize.rows)
        arena = FloatArena(count: tier == .reference ? 0 : plan.arenaCount)
    }

    /// The planes of the result, in the order of the model's labels; probabilities if the network
    /// ends in a softmax.
    ///
    /// - Parameter afterStep: called with the name of each step that is done, for a profile.
    /// - Throws: `ModelError.wrongSize` unless `planes` are `model.inputChannels` of `inputSize`.
    package func run(
        _ planes: [Plane<Float>], afterStep: ((String) -> Void)? = nil
    ) throws(ModelError) -> [Plane<Float>] {
        guard planes.count == model.inputChannels, planes.allSatisfy({ $0.size == inputSize })
        else {
            throw .wrongSize(
                reason: "\(planes.count) planes of input, expected \(model.inputChannels) of "
                    + "\(inputSize.columns) × \(inputSize.rows)")
        }
        if tier == .reference { return ReferenceRun(model.graph).planes(from: planes) }
        let kernels = LayerKernels(tier: tier)
        kernels.clearMargins(of: plan.input, in: arena)
        kernels.pack(planes, to: plan.input, in: arena)
        afterStep?("input")
        for step in plan.steps {
            run(step.action, kernels)
            afterStep?(step.name)
        }
        defer { afterStep?("output") }
        return kernels.planes(
            from: plan.result, blockChannels: model.graph.values[plan.tail.value].blockChannels,
            doublings: plan.tail.doublings, softmax: plan.tail.endsInSoftmax, in: arena)
    }

    private func run(_ action: Step.Action, _ kernels: LayerKernels) {
        switch action {
        case .convolve(let convolution, let input, let output, let residual):
            kernels.convolve(
                convolution.packed, from: input, to: output, adding: residual,
                rows: 0..<output.rows, in: arena)
        case .add(let first, let second, let output):
            kernels.add(first, second, to: output, in: arena)
        case .copy(let input, let output): kernels.copy(input, to: output, in: arena)
        case .upsample(let input, let output, let mode):
            kernels.upsample(input, to: output, mode, in: arena)
        case .clearMargins(let map): kernels.clearMargins(of: map, in: arena)
        }
    }
}
