import Anatomy
import Exporting
import Geometry
import ImageCodecs
import Ingesting
import Kernels
import Raster
import Reformatting
import Reporting
import Segmenting
import StudyModel

/// Works the MR volumes of one study, one at a time: only the volume in hand is in memory.
struct VolumeRunner {
    let setup: RunSetup
    let study: PlannedStudy
    let processor: VolumeProcessor

    /// - Parameter headers: of every slice of the study.
    struct Result {
        /// One for every slice.
        var items: [ItemRecord] = []
        var volumes: [VolumeRecord] = []
        /// For DICOM results.
        var found: [ResultVolume] = []
    }

    func result(of headers: [SliceHeader]) throws(WriteError) -> Result {
        var result = Result()
        for volume in VolumeAssembly.volumes(of: headers) {
            let one = try run(volume)
            result.items += one.items
            result.volumes += one.volumes
            result.found += one.found
        }
        return result
    }

    private func run(_ volume: AssembledVolume) throws(WriteError) -> Result {
        if case .failure(let reason) = Self.geometry(of: volume) {
            return Result(items: settled(volume.slices, .skipped, reason))
        }
        guard setup.options.measuresMR else {
            return Result(items: settled(volume.slices, .skipped, .notAskedFor))
        }
        let read = SliceReading(study, reader: setup.reader).slices(of: volume.slices)
        var lost: [ItemRecord] = []
        var frames: [CalibratedFrame] = []
        var kept: [SliceHeader] = []
        for (position, slice) in read.enumerated() {
            switch slice.frame {
            case .success(let frame):
                frames.append(frame)
                kept.append(slice.header)
            case .failure(let error):
                lost.append(Settled.refused(home(of: slice.header, at: position), error))
            }
        }
        // Without the slices that cannot be read there are gaps, or no volume is left.
        guard let rest = VolumeAssembly.volumes(of: kept).first else { return Result(items: lost) }
        switch Self.geometry(of: rest) {
        case .failure(let reason): return Result(items: lost + settled(kept, .skipped, reason))
        case .success(let geometry):
            var result = try measured(kept, frames, geometry)
            result.items = lost + result.items
            return result
        }
    }

    static func geometry(
        of volume: AssembledVolume
    ) -> Swift.Result<VolumeGeometry, Unusable> {
        switch volume.geometry {
        case .failure(let problem):
            return .failure(Unusable(code: problem.name, explanation: problem.message))
        case .success(let geometry):
            if let problem = VolumeSuitability.problem(of: geometry, volume.orientation) {
                return .failure(Unusable(code: problem.name, explanation: problem.message))
            }
            return .success(geometry)
        }
    }

    struct Unusable: Error {
        let code: String
        let explanation: String

        static let notAskedFor = Unusable(
            code: "mrNotAskedFor",
            explanation: "its model was proven on simulated anatomy only and tried on two "
                + "patients; give --mr to have it measured all the same, and look at every outline")
    }

    private func settled(
        _ headers: [SliceHeader], _ status: ItemStatus, _ reason: Unusable
    ) -> [ItemRecord] {
        headers.enumerated().map { position, header in
            var record = ReportBuilder.item(
                source: home(of: header, at: position), status: status,
                reason: ItemReason(
                    code: reason.code,
                    explanation: "the series is not measured: " + reason.explanation))
            record.modality = .magneticResonance
            return record
        }
    }

    private func home(of header: SliceHeader, at position: Int) -> ItemSource {
        study.home(of: header, at: position)
    }
}

extension PlannedStudy {
    func place(of header: SliceHeader) -> FramePlace {
        guard let input = inputs.first(where: { $0.item.input == header.input }) else {
            preconditionFailure("slices are read from the inputs of their study")
        }
        return FramePlace(study: self, input: input)
    }

    /// - Parameter position: along the normal, from 0.
    func home(of header: SliceHeader, at position: Int) -> ItemSource {
        var source = place(of: header).source(frame: header.frame)
        source.seriesPosition = position
        return source
    }
}

// MARK: A volume that can be measured

extension VolumeRunner {
    private func measured(
        _ headers: [SliceHeader], _ frames: [CalibratedFrame], _ geometry: VolumeGeometry
    ) throws(WriteError) -> Result {
        let given: GivenForVolume
        do throws(IngestError) {
            given =
                try setup.seeds.map { seeds throws(IngestError) in
                    try GivenForVolume(seeds, frames: frames, geometry: geometry)
                } ?? GivenForVolume()
        } catch {
            // Without what was meant to guide it, the whole volume would be another measurement.
            return Result(
                items: headers.enumerated().map {
                    Settled.refused(home(of: $0.element, at: $0.offset), error)
                })
        }
        let result: VolumeProcessor.Result
        do throws(SegmentingError) {
            result = try processor.result(
                of: frames, seen: try processor.seen(in: frames, geometry: geometry),
                sequence: MRSequenceKind(headers[0].contrast), given: given)
        } catch {
            return Result(
                items: settled(
                    headers, .failed, Unusable(code: "segmenting", explanation: error.message)))
        }
        let window = DisplayWindow(frames.map(\.frame.luminance))
        var records: [ItemRecord] = []
        for (slice, header) in headers.enumerated() {
            let nerves = SliceNerves(result.measured, slice: slice)
            let pictures = FramePictures(
                output: setup.output, base: study.place(of: header).base(frame: header.frame))
            records.append(
                try pictures.write(
                    nerves, of: frames[slice], shown: window.shown(frames[slice].frame.luminance),
                    labels: result.labelled.labels[slice], home: home(of: header, at: slice)))
        }
        let sampler = VolumeSampler(
            frames.map(\.frame.luminance), geometry: geometry,
            kernels: PlaneKernels(tier: setup.engine.tier))
        let scene = VolumeScene(
            sampler, window: window, result: result.measured, slices: records)
        let pictures = try write(scene)
        let series = records[0].source.series ?? ""
        let page = scene.name + ".volume.html"
        try setup.output.write(VolumePage(result.measured, series: series).html, to: page)
        for index in records.indices {
            records[index].seriesPictures = pictures
            records[index].files.volumePage = page
        }
        let report = VolumeRecord(
            result.measured, series: series, items: records.map(\.source.item),
            pictures: pictures)
        let found = ResultVolume(
            records: records, geometry: geometry,
            frameOfReferenceUID: headers[0].frameOfReferenceUID, midline: result.midline,
            report: report)
        return Result(items: records, volumes: [report], found: [found])
    }

    /// Beside the series' first slice; what cannot be drawn is left out.
    private func write(_ scene: VolumeScene) throws(WriteError) -> SeriesPictures {
        var pictures = SeriesPictures()
        for kind in SeriesPictures.Kind.allCases {
            guard let bytes = (try? scene.bytes(of: kind)).flatMap({ $0 }) else { continue }
            let path = scene.name + kind.ending
            try setup.output.write(bytes, to: path)
            pictures[kind] = path
        }
        return pictures
    }
}

extension FramePictures {
    fileprivate func write(
        _ nerves: SliceNerves, of frame: CalibratedFrame, shown: Plane<Float>, labels: LabelPlane,
        home: ItemSource
    ) throws(WriteError) -> ItemRecord {
        let files = ItemFiles(mask: base + ".mask.png", overlay: base + ".overlay.png")
        let record = ReportBuilder.slice(source: home, frame: frame, nerves: nerves, files: files)
        return try write(
            record, labels: labels, shown: shown, content: frame.frame.bounds)
    }
}
