internal import CMemory
import Anatomy
import Geometry
import ImageCodecs
import Ingesting
import Raster
import Reporting
import Segmenting
import StudyModel

/// Works one study at a time: reads its frames one by one, writes pictures and reports.
///
/// Only the frame in hand is in memory; of the others only values are kept.
struct StudyRunner {
    let setup: RunSetup
    let cancellation: Cancellation
    private let processor: FrameProcessor
    private let volumeProcessor: VolumeProcessor

    init(setup: RunSetup, cancellation: Cancellation) {
        self.setup = setup
        self.cancellation = cancellation
        processor = FrameProcessor(segmenter: setup.engine.makeSegmenter())
        volumeProcessor = setup.engine.makeVolumeProcessor()
    }

    /// What became of a study.
    enum Ending {
        /// Its records.
        case finished([ItemRecord])
        /// Interrupted between two frames: nothing of the study looks finished.
        case interrupted
    }

    /// - Throws: `WriteError` when the output cannot be written; the batch cannot go on then.
    func run(_ study: PlannedStudy) throws(WriteError) -> Ending {
        let fingerprint = setup.fingerprint(of: study)
        if let records = FinishedStudy.records(of: study.folder, fingerprint, in: setup.output) {
            return .finished(records)
        }
        setup.output.removeLeftovers(in: study.folder)
        try setup.output.remove(study.folder + "/" + FinishedStudy.statusName)
        var records: [ItemRecord] = []
        var tracks: [TrackRecord] = []
        let results = StudyDICOM(setup: setup, study: study)
        try results.removeEarlier()
        var slices: [SliceHeader] = []
        for input in study.inputs {
            guard let result = try run(input, of: study) else { return .interrupted }
            records += result.records
            tracks += result.tracks
            slices += result.slices
        }
        guard !cancellation.isRequested else { return .interrupted }
        let series = try VolumeRunner(setup: setup, study: study, processor: volumeProcessor)
            .result(of: slices)
        records += series.items
        let objects = try results.write(of: &records, volumes: series.found)
        try finish(
            study, records: records, tracks: tracks, volumes: series.volumes, objects: objects,
            fingerprint: fingerprint)
        return .finished(records)
    }

    private func finish(
        _ study: PlannedStudy, records: [ItemRecord], tracks: [TrackRecord],
        volumes: [VolumeRecord], objects: [DICOMObjectRecord]?, fingerprint: String
    ) throws(WriteError) {
        var report = StudyReport(
            study: study.folder, run: setup.record, items: records, tracks: tracks,
            validation: Validation.statements(for: records))
        report.studyInstanceUID = study.studyInstanceUID
        report.dicomObjects = objects
        report.volumes = volumes
        let text = report.json.text
        try setup.output.write(text, to: study.folder + "/report.json")
        let files =
            records.flatMap(\.pictures) + volumes.flatMap(\.pictures.all)
            + (objects ?? []).map(\.file)
        try FinishedStudy.write(
            study.folder, fingerprint, report: text, files: files,
            isFinal: !records.contains(where: Settled.mayPass), in: setup.output)
    }
}

// MARK: One input

extension StudyRunner {
    private struct InputResult {
        var records: [ItemRecord] = []
        var tracks: [TrackRecord] = []
        var slices: [SliceHeader] = []
    }

    /// `nil` when interrupted.
    private func run(
        _ input: PlannedInput, of study: PlannedStudy
    ) throws(WriteError) -> InputResult? {
        var result = InputResult()
        let place = FramePlace(study: study, input: input)
        switch opened(input) {
        case .failure(let error):
            result.records = [Settled.refused(place.inputSource, error)]
        case .success(.skipped(let reason)):
            result.records = [Settled.skipped(place.inputSource, reason)]
        case .success(.slices(let slices)):
            result.slices = slices
        case .success(.frames(let source)):
            var cine = CineRecorder()
            if source.numberOfFrames > 1 { cm_give_planes_their_pages() }
            for number in 1...max(1, source.numberOfFrames) {
                if cancellation.isRequested { return nil }
                result.records.append(try run(frame: number, of: source, at: place, cine: &cine))
            }
            let track = cine.track(
                series: place.series, plot: place.plot, placing: &result.records)
            if let track {
                try setup.output.write(TrackPlot(of: track).svg, to: place.plot)
                result.tracks = [track]
            }
        }
        return result
    }

    private func opened(_ input: PlannedInput) -> Result<OpenedInput, IngestError> {
        Result { () throws(IngestError) in
            if setup.verifiesInputs { try input.verify() }
            return try setup.reader.open(input.item)
        }
    }

    private func run(
        frame number: Int, of source: any FrameSource, at place: FramePlace,
        cine: inout CineRecorder
    ) throws(WriteError) -> ItemRecord {
        let home = place.source(frame: number)
        let ready = Result { () throws(IngestError) in
            let read = try source.frame(at: number)
            let frame = setup.seeds?.applied(to: read) ?? read
            return (frame: frame, seeds: try setup.seeds?.seeds(for: frame) ?? [])
        }
        switch ready {
        case .failure(let error):
            return Settled.refused(home, error)
        case .success(let ready):
            return try processed(
                ready.frame, seeds: ready.seeds, home: home, at: place, cine: &cine)
        }
    }

    private func processed(
        _ frame: Frame, seeds: [Seed], home: ItemSource, at place: FramePlace,
        cine: inout CineRecorder
    ) throws(WriteError) -> ItemRecord {
        let result: FrameProcessor.Result
        do throws(FrameProcessor.Refusal) {
            result = try processor.result(of: frame, seeds: seeds)
        } catch {
            return Settled.refused(home, error, frame: frame)
        }
        cine.append(frame, result.outcome)
        let pictures = FramePictures(
            output: setup.output, base: place.base(frame: frame.id.number),
            isAnonymous: setup.pseudonyms != nil)
        return try pictures.write(result, home: home)
    }
}
