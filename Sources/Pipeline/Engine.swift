import Digest
import Foundation
import Kernels
import Network
import Reporting
import Segmenting
import StudyModel

/// The network and the kernels of a run, checked before the first frame is read.
struct Engine: Sendable {
    let tier: KernelTier
    let record: ModelRecord
    private let model: NetworkModel
    private let options: SegmentingOptions

    /// - Throws: `BatchError.model` for unknown or unsupported kernels, a file that is no model, or
    ///   a model that is made for something else.
    init(_ options: PipelineOptions) throws(BatchError) {
        do {
            tier = try KernelTier(named: options.kernels)
            let bytes = try options.modelFile.map(Self.bytes) ?? EmbeddedModel.ultrasound.bytes
            model = try NetworkModel(bytes: bytes)
            self.options = SegmentingOptions(name: options.nerve, kernels: tier)
            _ = try Segmenter(model: model, options: self.options)
            record = ModelRecord(
                name: model.metadata["name"] ?? "unnamed",
                sha256: SHA256Digest(of: bytes).hexadecimal,
                convention: model.metadata["outline_convention"] ?? "unstated")
        } catch let error as SegmentingError {
            throw .model(error.message)
        } catch let error as BatchError {
            throw error
        } catch {
            throw .model("\(error)")
        }
    }

    /// A segmenter with memory of its own, for one worker.
    func makeSegmenter() -> Segmenter {
        do {
            return try Segmenter(model: model, options: options)
        } catch {
            preconditionFailure("the model was accepted when the run was set up: \(error.message)")
        }
    }

    private static func bytes(of file: String) throws(BatchError) -> [UInt8] {
        guard let data = try? Data(contentsOf: URL(filePath: file)) else {
            let name = file.split(separator: "/").last ?? ""
            throw .model("the model file \(name) cannot be read; check the path and permissions")
        }
        return Array(data)
    }
}
