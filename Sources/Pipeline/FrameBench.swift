internal import CMemory
import Foundation
import Ingesting
import Kernels
import Raster
import Reporting
import Segmenting
import StudyModel

/// Inputs, network and kernels for work on single frames, shared by benches.
package struct FrameWork: Sendable {
    package let plan: WorkPlan
    private let engine: Engine
    let reader: StudyReader
    let measuresMR: Bool

    /// Reads headers and hashes contents, as a run of `measure` does. The output folder of a planned run
    /// stands for the inputs and options of its manifest.
    ///
    /// - Throws: `BatchError.model`, `.manifest`.
    package init(inputs: [String], options: PipelineOptions) throws(BatchError) {
        let manifest = try Self.manifest(of: inputs, toolVersion: options.toolVersion)
        let options = manifest?.options ?? options
        reader = StudyReader(operatorSpacing: options.operatorSpacing)
        engine = try Engine(options)
        measuresMR = options.measuresMR
        plan = manifest?.plan ?? Planner.plan(inputs, reader: reader, threads: options.jobs)
    }

    private static func manifest(
        of inputs: [String], toolVersion: String
    ) throws(BatchError) -> Manifest? {
        guard inputs.count == 1,
            let names = try? FileManager.default.contentsOfDirectory(atPath: inputs[0])
        else { return nil }
        let manifests = names.filter { $0.wholeMatch(of: /manifest-[0-9a-f]{12}\.json/) != nil }
        guard names.contains("dataset.json"), let first = manifests.first else { return nil }
        guard manifests.count == 1 else {
            throw .manifest(
                "\(inputs[0]) holds \(manifests.count) manifests; give the INPUT of the run instead"
            )
        }
        return try Manifest(path: inputs[0] + "/" + first, toolVersion: toolVersion)
    }

    /// A bench with memory of its own, for one thread.
    package func makeBench() -> FrameBench {
        FrameBench(reader: reader, segmenter: engine.makeSegmenter())
    }

    func makeVolumeProcessor() -> VolumeProcessor { engine.makeVolumeProcessor() }
    var tier: KernelTier { engine.tier }
}

/// Takes single frames through the stages of a run, so that their results are those of the run.
package struct FrameBench {
    private let reader: StudyReader
    private let processor: FrameProcessor

    fileprivate init(reader: StudyReader, segmenter: Segmenter) {
        self.reader = reader
        processor = FrameProcessor(segmenter: segmenter)
    }

    /// - Throws: `IngestError`, also when the file has no frame to measure.
    package func open(_ input: PlannedInput) throws(IngestError) -> any FrameSource {
        guard case .frames(let source) = try reader.open(input.item) else {
            throw .notAnImage(input: input.item.input)
        }
        if source.numberOfFrames > 1 { cm_give_planes_their_pages() }
        return source
    }

    /// The record that a run makes of `frame`, without files, and the labels of its mask; `nil` when
    /// the frame is refused.
    ///
    /// - Parameter frame: with what a seed file states of its input applied.
    package func result(
        of frame: Frame, seeds: [Seed], input: PlannedInput, study: PlannedStudy
    ) -> (record: ItemRecord, labels: LabelPlane?) {
        let home = FramePlace(study: study, input: input).source(frame: frame.id.number)
        do throws(FrameProcessor.Refusal) {
            let result = try processor.result(of: frame, seeds: seeds)
            let record = ReportBuilder.item(
                source: home, frame: result.frame, outcome: result.outcome, files: ItemFiles())
            return (record, result.segmentation.labels)
        } catch {
            return (Settled.refused(home, error, frame: frame), nil)
        }
    }

    /// The record that a run makes of a frame that cannot be read.
    package func record(
        of error: IngestError, frame number: Int, input: PlannedInput, study: PlannedStudy
    ) -> ItemRecord {
        Settled.refused(FramePlace(study: study, input: input).source(frame: number), error)
    }
}
