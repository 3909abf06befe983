import Kernels

/// A network as its file describes it: immutable, checked, shared by every worker.
///
/// The file is a safetensors container. Its metadata name the format, the nodes in execution order
/// (`graph`), the result (`output`) and what callers need to know (`labels`, `preprocessing`, …).
package struct NetworkModel: Sendable {
    package static let format = "nerve-measure-network/1"

    package let metadata: [String: String]
    /// The bytes of the file, for a digest.
    package let bytes: [UInt8]
    /// Planes that `NetworkRunner.run` takes.
    package var inputChannels: Int { graph.values[0].channels }
    /// Planes that `NetworkRunner.run` gives.
    package var outputChannels: Int { graph.values[graph.output].channels }

    let graph: Graph

    /// - Parameter inputChannels: planes of the input, for a network whose first layers do not tell.
    package init(bytes: [UInt8], inputChannels: Int? = nil) throws(ModelError) {
        let file = try SafetensorsFile(bytes)
        guard let format = file.metadata["format"] else { throw .missingMetadata(key: "format") }
        guard format == Self.format else { throw .wrongFormat(found: String(format.prefix(80))) }
        guard let nodes = file.metadata["graph"] else { throw .missingMetadata(key: "graph") }
        guard let output = file.metadata["output"] else { throw .missingMetadata(key: "output") }
        let operations = try Operation.list(nodes)
        graph = try GraphBuilder(file).graph(
            operations, output: output, inputChannels: inputChannels)
        metadata = file.metadata
        self.bytes = bytes
    }
}
