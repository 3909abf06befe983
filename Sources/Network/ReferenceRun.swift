import Kernels
import Raster

/// A forward pass by the reference loops, node by node, every value kept.
struct ReferenceRun {
    private let graph: Graph

    init(_ graph: Graph) { self.graph = graph }

    func planes(from input: [Plane<Float>]) -> [Plane<Float>] {
        let size = input[0].size
        var values = [
            ReferenceLayers.Tensor(
                channels: input.count, columns: size.columns, rows: size.rows,
                samples: input.flatMap(\.samples))
        ]
        for node in graph.nodes { values.append(result(of: node, values)) }
        return planes(of: values[graph.output])
    }

    private func result(
        of node: Graph.Node, _ values: [ReferenceLayers.Tensor]
    ) -> ReferenceLayers.Tensor {
        let inputs = node.inputs.map { values[$0] }
        return switch node.kind {
        case .convolution(let convolution):
            ReferenceLayers.convolve(
                inputs[0], convolution.shape, weights: convolution.weights, bias: convolution.bias)
        case .add: ReferenceLayers.add(inputs[0], inputs[1])
        case .concatenation: ReferenceLayers.concatenate(inputs)
        case .upsampling(let mode): ReferenceLayers.upsample(inputs[0], mode)
        case .softmax: ReferenceLayers.softmax(inputs[0])
        }
    }

    private func planes(of tensor: ReferenceLayers.Tensor) -> [Plane<Float>] {
        guard let size = PlaneSize(columns: tensor.columns, rows: tensor.rows) else { return [] }
        return (0..<tensor.channels).map { channel in
            let start = channel * size.count
            return Plane(size: size, samples: Array(tensor.samples[start..<(start + size.count)]))
        }
    }
}
