import Anatomy
import Exporting
import Geometry
import ImageCodecs
import Ingesting
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
        let items = Dictionary(
            study.inputs.map { ($0.item.input, $0.item) }, uniquingKeysWith: { first, _ in first })
        let read = SliceReading(reader: setup.reader, items: items).slices(of: volume.slices)
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

    private static func geometry(
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

    private struct Unusable: Error {
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

    /// - Parameter position: along the normal, from 0.
    private func home(of header: SliceHeader, at position: Int) -> ItemSource {
        var source = place(of: header).source(frame: header.frame)
        source.seriesPosition = position
        return source
    }

    private func place(of header: SliceHeader) -> FramePlace {
        guard let input = study.inputs.first(where: { $0.item.input == header.input }) else {
            preconditionFailure("slices are read from the inputs of their study")
        }
        return FramePlace(study: study, input: input)
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
                of: frames, geometry: geometry, sequence: MRSequenceKind(headers[0].contrast),
                given: given)
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
                output: setup.output, base: place(of: header).base(frame: header.frame))
            records.append(
                try pictures.write(
                    nerves, of: frames[slice], shown: window.shown(frames[slice].frame.luminance),
                    labels: result.labelled.labels[slice], home: home(of: header, at: slice)))
        }
        let report = try record(of: result.measured, slices: records)
        let page = (records.first?.source.item ?? study.folder) + ".volume.html"
        try setup.output.write(
            VolumePage(result.measured, series: report.series).html, to: page)
        for index in records.indices { records[index].files.volumePage = page }
        let found = ResultVolume(
            records: records, geometry: geometry,
            frameOfReferenceUID: headers[0].frameOfReferenceUID, midline: result.midline,
            report: report)
        return Result(items: records, volumes: [report], found: [found])
    }

    private func record(
        of result: DeepGlutealResult, slices: [ItemRecord]
    ) throws(WriteError) -> VolumeRecord {
        let items = slices.map(\.source.item)
        let plot = NerveProfilePlot(of: result)
        let profile = plot.map { _ in (items.first ?? study.folder) + ".profile.svg" }
        if let plot, let profile { try setup.output.write(plot.svg, to: profile) }
        return VolumeRecord(
            result, series: slices.first?.source.series ?? "", items: items, profile: profile)
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
