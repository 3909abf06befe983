import Kernels

/// Reads the weights of one convolution and checks their shape.
struct ConvolutionReader {
    let file: SafetensorsFile
    let node: String

    func convolution(
        _ operation: ConvolutionNode, blockChannels: [Int]
    ) throws(ModelError) -> Graph.Convolution {
        let inputs = blockChannels.reduce(0, +)
        let weight = try tensor(operation.weight)
        let isDepthwise = operation.groups > 1
        let sides = weight.shape
        guard sides.count == 4, [1, 3, 5].contains(sides[2]), sides[2] == sides[3] else {
            throw wrongShape(operation.weight, weight, "[outputs, inputs, k, k] with k 1, 3 or 5")
        }
        if isDepthwise {
            guard operation.groups == inputs, sides[0] == inputs, sides[1] == 1 else {
                throw wrongShape(operation.weight, weight, "[\(inputs), 1, k, k]")
            }
        } else {
            guard sides[1] == inputs, sides[0] <= GraphBuilder.maximumChannels else {
                throw wrongShape(operation.weight, weight, "[outputs, \(inputs), k, k]")
            }
        }
        let bias = try tensor(operation.bias)
        guard bias.shape == [sides[0]] else {
            throw wrongShape(operation.bias, bias, "[\(sides[0])]")
        }
        let shape = ConvolutionShape(
            inputs: inputs, outputs: sides[0], kernel: sides[2], stride: operation.stride,
            padding: operation.padding, activation: operation.activation,
            isDepthwise: isDepthwise)
        let numbers = try (finite(operation.weight, weight), finite(operation.bias, bias))
        let packed = PackedConvolution(
            shape: shape, weights: numbers.0, bias: numbers.1, blockChannels: blockChannels)
        return Graph.Convolution(packed: packed, weights: numbers.0, bias: numbers.1)
    }

    private func tensor(_ name: String) throws(ModelError) -> SafetensorsFile.Tensor {
        guard let tensor = file.tensors[name] else {
            throw .missingTensor(name: name, node: node)
        }
        return tensor
    }

    private func wrongShape(
        _ name: String, _ tensor: SafetensorsFile.Tensor, _ expected: String
    ) -> ModelError {
        .wrongShape(tensor: name, found: tensor.shape, expected: expected)
    }

    private func finite(
        _ name: String, _ tensor: SafetensorsFile.Tensor
    ) throws(ModelError) -> [Float] {
        let values = file.values(tensor)
        guard values.allSatisfy(\.isFinite) else { throw .notFinite(tensor: name) }
        return values
    }
}
