import Digest
import Foundation
import Kernels
import Network
import Reporting
import Segmenting
import StudyModel
import SystemWords

/// The network and the kernels of a run, checked before the first frame is read.
struct Engine: Sendable {
    let tier: KernelTier
    /// Ultrasound, then MR.
    let records: [ModelRecord]
    private let model: NetworkModel
    private let volumeModel: NetworkModel
    private let options: SegmentingOptions

    /// - Throws: `BatchError.model` for unknown or unsupported kernels, a file that is no model, or
    ///   a model that is made for something else.
    init(_ options: PipelineOptions) throws(BatchError) {
        do {
            tier = try KernelTier(named: options.kernels)
            let given = try options.modelFile.map { try NetworkModel(bytes: Self.bytes(of: $0)) }
            let isForVolumes = given?.metadata["modality"] == "mr"
            model =
                try (isForVolumes ? nil : given)
                ?? NetworkModel(bytes: EmbeddedModel.ultrasound.bytes)
            volumeModel =
                try (isForVolumes ? given : nil) ?? NetworkModel(bytes: EmbeddedModel.mr.bytes)
            self.options = SegmentingOptions(name: options.nerve, kernels: tier)
            _ = try Segmenter(model: model, options: self.options)
            _ = try VolumeRecipe(volumeModel)
            records = [model, volumeModel].map(ModelRecord.init)
        } catch let error as BatchError {
            throw error
        } catch SegmentingError.modelUnusable(let reason) {
            throw Self.unusable(options.modelFile, reason)
        } catch let error as SegmentingError {
            throw .model(error.message)
        } catch let error as ModelError {
            throw Self.unusable(options.modelFile, error.detail)
        } catch {
            throw .model("\(error)")
        }
    }

    private static func unusable(_ file: String?, _ reason: String) -> BatchError {
        .model(
            "the model \(file ?? "inside the program") cannot be used: \(reason); choose another with "
                + "--model" + (file == nil ? "" : ", or leave the option out"))
    }

    /// A segmenter with memory of its own, for one worker.
    func makeSegmenter() -> Segmenter {
        do {
            return try Segmenter(model: model, options: options)
        } catch {
            preconditionFailure("the model was accepted when the run was set up: \(error.message)")
        }
    }

    /// A processor of volumes with memory of its own, for one worker.
    func makeVolumeProcessor() -> VolumeProcessor {
        let (model, tier) = (volumeModel, tier)
        return VolumeProcessor {
            do throws(SegmentingError) {
                return try VolumeLabeller(model, tier: tier)
            } catch {
                preconditionFailure(
                    "the model was accepted when the run was set up: \(error.message)")
            }
        }
    }

    private static func bytes(of file: String) throws(BatchError) -> [UInt8] {
        do {
            return Array(try Data(contentsOf: URL(filePath: file)))
        } catch {
            throw unusable(file, SystemWords.reason(error))
        }
    }
}

extension ModelRecord {
    fileprivate init(_ model: NetworkModel) {
        self.init(
            name: model.metadata["name"] ?? "unnamed",
            sha256: SHA256Digest(of: model.bytes).hexadecimal,
            convention: model.metadata["outline_convention"] ?? "unstated")
    }
}
