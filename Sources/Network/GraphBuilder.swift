import Kernels

/// Turns operations by name into a graph by number, and checks every name and channel count.
struct GraphBuilder {
    static let maximumChannels = 4096
    /// Most channels of an input that stays as planes.
    private static let maximumPlanes = 8

    private let file: SafetensorsFile
    private var values: [Graph.Value] = []
    private var nodes: [Graph.Node] = []
    private var numbers: [String: Int] = [:]

    init(_ file: SafetensorsFile) { self.file = file }

    func graph(
        _ operations: [Operation], output: String, inputChannels: Int?
    ) throws(ModelError) -> Graph {
        var builder = self
        let channels =
            if let inputChannels { inputChannels } else { try inferredInputChannels(operations) }
        guard (1...Self.maximumChannels).contains(channels) else {
            throw .wrongSize(reason: "\(channels) planes of input")
        }
        let isPlanar =
            channels <= Self.maximumPlanes && output != "input"
            && operations.allSatisfy { !$0.inputs.contains("input") || $0.isDenseConvolution }
        let blocks =
            isPlanar
            ? [Int](repeating: 1, count: channels) : PackedConvolution.blocks(of: channels)
        try builder.define("input", blocks, at: 0)
        for (index, operation) in operations.enumerated() {
            try builder.append(operation, at: index)
        }
        guard let result = builder.numbers[output] else {
            throw .missingInput(name: output, node: "output")
        }
        let graph = Graph(
            values: builder.values, nodes: builder.nodes, output: result,
            isInputPlanar: isPlanar)
        for node in graph.nodes {
            guard case .softmax = node.kind else { continue }
            guard node.output == result, graph.consumers(of: result).isEmpty else {
                throw .malformedMetadata(key: "graph", reason: "softmax must make the output")
            }
        }
        return graph
    }

    /// From the first convolution that reads the input.
    private func inferredInputChannels(_ operations: [Operation]) throws(ModelError) -> Int {
        for operation in operations where operation.inputs.contains("input") {
            guard case .convolution(let node) = operation.kind else { continue }
            guard let tensor = file.tensors[node.weight] else {
                throw .missingTensor(name: node.weight, node: operation.output)
            }
            guard tensor.shape.count == 4 else {
                throw .wrongShape(
                    tensor: node.weight, found: tensor.shape, expected: "[outputs, inputs, k, k]")
            }
            let (channels, overflow) = tensor.shape[1].multipliedReportingOverflow(by: node.groups)
            return overflow ? .max : channels
        }
        throw .malformedMetadata(key: "graph", reason: "no convolution reads \"input\"")
    }

    private mutating func define(
        _ name: String, _ blockChannels: [Int], at index: Int
    ) throws(ModelError) {
        guard numbers[name] == nil else {
            throw .malformedNode(index: index, reason: "\"\(name)\" is made twice")
        }
        guard blockChannels.reduce(0, +) <= Self.maximumChannels else {
            throw .malformedNode(index: index, reason: "over \(Self.maximumChannels) channels")
        }
        numbers[name] = values.count
        values.append(Graph.Value(name: name, blockChannels: blockChannels))
    }

    private mutating func append(_ operation: Operation, at index: Int) throws(ModelError) {
        var inputs: [Int] = []
        for name in operation.inputs {
            guard let number = numbers[name] else {
                throw .missingInput(name: name, node: operation.output)
            }
            inputs.append(number)
        }
        let first = values[inputs[0]].blockChannels
        switch operation.kind {
        case .convolution(let node):
            let convolution = try ConvolutionReader(file: file, node: operation.output)
                .convolution(node, blockChannels: first)
            let made =
                convolution.shape.isDepthwise
                ? first : PackedConvolution.blocks(of: convolution.shape.outputs)
            try append(.convolution(convolution), inputs, operation.output, made, index)
        case .add: try appendAdd(inputs, operation.output, index)
        case .concatenation:
            let blocks = inputs.flatMap { values[$0].blockChannels }
            try append(.concatenation, inputs, operation.output, blocks, index)
        case .upsampling(let mode):
            try append(.upsampling(mode), inputs, operation.output, first, index)
        case .softmax: try append(.softmax, inputs, operation.output, first, index)
        }
    }

    /// A sum of several is a chain of sums of two.
    private mutating func appendAdd(
        _ inputs: [Int], _ name: String, _ index: Int
    ) throws(ModelError) {
        let blocks = values[inputs[0]].blockChannels
        guard inputs.allSatisfy({ values[$0].blockChannels == blocks }) else {
            throw .malformedNode(
                index: index, reason: "\"\(name)\" adds values of unlike channels")
        }
        var sum = inputs[0]
        for (count, input) in inputs.dropFirst().enumerated() {
            let isLast = count == inputs.count - 2
            let part = isLast ? name : "\(name)/\(count)"
            try append(.add, [sum, input], part, blocks, index)
            sum = values.count - 1
        }
    }

    private mutating func append(
        _ kind: Graph.Kind, _ inputs: [Int], _ name: String, _ blockChannels: [Int], _ index: Int
    ) throws(ModelError) {
        try define(name, blockChannels, at: index)
        nodes.append(Graph.Node(kind: kind, inputs: inputs, output: values.count - 1))
    }
}
