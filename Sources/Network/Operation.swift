import FoundationEssentials
import Kernels

/// One node of a network.
struct Operation: Sendable {
    enum Kind: Sendable {
        case convolution(ConvolutionNode)
        case add
        case concatenation
        case upsampling(Upsampling)
        case softmax
    }

    let kind: Kind
    let inputs: [String]
    let output: String

    var isDenseConvolution: Bool {
        if case .convolution(let node) = kind { return node.groups == 1 }
        return false
    }

    static let names = "conv, add, concat, upsample2, softmax"
    static let maximumNodes = 1024
}

/// What a convolution node says of itself; the shape of its weights completes it.
struct ConvolutionNode: Sendable {
    let weight: String
    let bias: String
    let stride: Int
    let groups: Int
    let padding: Padding
    let activation: Activation
}

extension Operation {
    /// The nodes of the metadata's `graph`, in execution order.
    static func list(_ json: String) throws(ModelError) -> [Operation] {
        let nodes: [Node]
        do {
            nodes = try JSONDecoder().decode([Node].self, from: Data(json.utf8))
        } catch {
            throw .malformedMetadata(key: "graph", reason: "not a JSON list of nodes")
        }
        guard (1...maximumNodes).contains(nodes.count) else {
            throw .malformedMetadata(
                key: "graph", reason: "\(nodes.count) nodes, 1…\(maximumNodes) are accepted")
        }
        var operations: [Operation] = []
        for (index, node) in nodes.enumerated() {
            operations.append(try node.operation(at: index))
        }
        return operations
    }
}

/// The JSON of a node: all keys of all operations.
private struct Node: Decodable {
    let op: String
    let input: String?
    let inputs: [String]?
    let output: String
    let weight: String?
    let bias: String?
    let stride: Int?
    let groups: Int?
    let padding: [Int]?
    let activation: String?
    let mode: String?

    func operation(at index: Int) throws(ModelError) -> Operation {
        switch op {
        case "conv":
            let kind = Operation.Kind.convolution(try convolution(at: index))
            return try unary(kind, at: index)
        case "add": return try joining(.add, at: index)
        case "concat": return try joining(.concatenation, at: index)
        case "softmax": return try unary(.softmax, at: index)
        case "upsample2":
            guard let mode = mode.flatMap(Upsampling.init) else {
                throw .malformedNode(index: index, reason: "mode must be bilinear or nearest")
            }
            return try unary(.upsampling(mode), at: index)
        default: throw .unknownOperation(op)
        }
    }

    private func unary(
        _ kind: Operation.Kind, at index: Int
    ) throws(ModelError) -> Operation {
        guard let input else { throw .malformedNode(index: index, reason: "no \"input\"") }
        return Operation(kind: kind, inputs: [input], output: output)
    }

    private func joining(
        _ kind: Operation.Kind, at index: Int
    ) throws(ModelError) -> Operation {
        guard let inputs, (2...16).contains(inputs.count) else {
            throw .malformedNode(index: index, reason: "\"inputs\" must name 2…16 nodes")
        }
        return Operation(kind: kind, inputs: inputs, output: output)
    }

    private func convolution(at index: Int) throws(ModelError) -> ConvolutionNode {
        guard let weight, let bias else {
            throw .malformedNode(index: index, reason: "no \"weight\" or no \"bias\"")
        }
        guard let stride, (1...2).contains(stride), let groups, groups > 0 else {
            throw .malformedNode(index: index, reason: "stride must be 1 or 2, groups positive")
        }
        guard let padding, padding.count == 4, padding.allSatisfy({ (0...4).contains($0) }) else {
            throw .malformedNode(index: index, reason: "padding must be four numbers in 0…4")
        }
        guard let activation = activation.flatMap(Activation.init) else {
            throw .malformedNode(
                index: index, reason: "activation must be none, relu or relu6")
        }
        return ConvolutionNode(
            weight: weight, bias: bias, stride: stride, groups: groups,
            padding: Padding(
                top: padding[0], left: padding[1], bottom: padding[2], right: padding[3]),
            activation: activation)
    }
}
