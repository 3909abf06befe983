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
        kernels.clearMargins(of: plan.maps[0], in: arena)
        kernels.pack(planes, to: plan.maps[0], in: arena)
        afterStep?("input")
        for step in plan.steps {
            run(step, kernels)
            afterStep?(name(of: step))
        }
        let channels = model.graph.values[plan.result].blockChannels
        let result = kernels.unpack(plan.maps[plan.result], blockChannels: channels, in: arena)
        defer { afterStep?("output") }
        return plan.endsInSoftmax ? kernels.softmax(result) : result
    }

    private func name(of step: ExecutionPlan.Step) -> String {
        switch step {
        case .convolve(_, _, let value, _), .add(_, _, let value), .upsample(_, let value, _):
            model.graph.values[value].name
        case .copy(let value, _): "copy of " + model.graph.values[value].name
        case .clearMargins: "margins"
        }
    }

    private func run(_ step: ExecutionPlan.Step, _ kernels: LayerKernels) {
        switch step {
        case .convolve(let node, let input, let output, let residual):
            guard case .convolution(let convolution) = model.graph.nodes[node].kind else { return }
            kernels.convolve(
                convolution.packed, from: plan.maps[input], to: plan.maps[output],
                adding: residual.map { plan.maps[$0] }, rows: 0..<plan.maps[output].rows,
                in: arena)
        case .add(let first, let second, let output):
            kernels.add(plan.maps[first], plan.maps[second], to: plan.maps[output], in: arena)
        case .copy(let input, let map):
            kernels.copy(plan.maps[input], to: map, in: arena)
        case .upsample(let input, let output, let mode):
            kernels.upsample(plan.maps[input], to: plan.maps[output], mode, in: arena)
        case .clearMargins(let map):
            kernels.clearMargins(of: map, in: arena)
        }
    }
}
