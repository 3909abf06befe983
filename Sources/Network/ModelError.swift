/// Why the bytes of a model file cannot be used.
package enum ModelError: Error, Equatable, CustomStringConvertible {
    case tooLarge(bytes: Int, limit: Int)
    case truncated(needed: Int, found: Int)
    case malformedHeader(String)
    case wrongFormat(found: String)
    case missingMetadata(key: String)
    case malformedMetadata(key: String, reason: String)
    case missingTensor(name: String, node: String)
    case wrongType(tensor: String, found: String)
    case wrongShape(tensor: String, found: [Int], expected: String)
    case notFinite(tensor: String)
    case unknownOperation(String)
    case malformedNode(index: Int, reason: String)
    case missingInput(name: String, node: String)
    case wrongSize(reason: String)

    package var description: String { "model file: \(detail)" }

    /// What is wrong, to follow the name of the file.
    package var detail: String {
        switch self {
        case .tooLarge(let bytes, let limit):
            "\(bytes) bytes, at most \(limit) are accepted"
        case .truncated(let needed, let found):
            "ends after \(found) bytes, its header announces \(needed); copy it again"
        case .malformedHeader(let reason):
            "not a safetensors header: \(reason)"
        case .wrongFormat(let found):
            "format is \"\(found)\", this version reads \"\(NetworkModel.format)\""
        case .missingMetadata(let key):
            "the metadata have no \"\(key)\""
        case .malformedMetadata(let key, let reason):
            "metadata \"\(key)\": \(reason)"
        case .missingTensor(let name, let node):
            "node \"\(node)\" needs the tensor \"\(name)\", which the file does not hold"
        case .wrongType(let tensor, let found):
            "tensor \"\(tensor)\" has type \(found), F16 and F32 are accepted"
        case .wrongShape(let tensor, let found, let expected):
            "tensor \"\(tensor)\" has shape \(found), expected \(expected)"
        case .notFinite(let tensor):
            "tensor \"\(tensor)\" holds a number that is not finite"
        case .unknownOperation(let name):
            "operation \"\(name)\" is unknown; known are \(Operation.names)"
        case .malformedNode(let index, let reason):
            "node \(index) of the graph: \(reason)"
        case .missingInput(let name, let node):
            "node \"\(node)\" reads \"\(name)\", which no earlier node makes"
        case .wrongSize(let reason):
            reason
        }
    }
}
