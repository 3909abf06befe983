import Kernels

/// Columns and rows of every value of a graph, for an input of a given size.
struct ValueSizes: Sendable {
    struct Size: Hashable, Sendable {
        let columns: Int
        let rows: Int
    }

    static let maximumSide = 4096

    let sizes: [Size]

    subscript(value: Int) -> Size { sizes[value] }

    init(of graph: Graph, columns: Int, rows: Int) throws(ModelError) {
        var sizes = [try Self.checked(columns, rows, "input")]
        for node in graph.nodes {
            let first = sizes[node.inputs[0]]
            let name = graph.values[node.output].name
            switch node.kind {
            case .convolution(let convolution):
                guard
                    let size = convolution.shape.outputSize(
                        columns: first.columns, rows: first.rows)
                else { throw .wrongSize(reason: "the input of \"\(name)\" is too small") }
                sizes.append(try Self.checked(size.columns, size.rows, name))
            case .upsampling:
                sizes.append(try Self.checked(2 * first.columns, 2 * first.rows, name))
            case .add, .concatenation, .softmax:
                guard node.inputs.allSatisfy({ sizes[$0] == first }) else {
                    throw .wrongSize(reason: "\"\(name)\" joins values of unlike size")
                }
                sizes.append(first)
            }
        }
        self.sizes = sizes
    }

    private static func checked(
        _ columns: Int, _ rows: Int, _ name: String
    ) throws(ModelError) -> Size {
        guard (1...maximumSide).contains(columns), (1...maximumSide).contains(rows) else {
            throw .wrongSize(
                reason: "\"\(name)\" would be \(columns) × \(rows), "
                    + "sides of 1…\(maximumSide) are accepted")
        }
        return Size(columns: columns, rows: rows)
    }
}
