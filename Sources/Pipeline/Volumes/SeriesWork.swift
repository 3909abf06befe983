import Anatomy
import Geometry
import Ingesting
import Kernels
import Raster
import Reformatting
import Reporting
import Segmenting
import StudyModel

/// One MR series of a study that a nerve can be followed through.
package struct SeriesPlan: Sendable {
    let headers: [SliceHeader]
    package let geometry: VolumeGeometry

    /// Input and frame of every slice, in the order of the volume.
    package var slices: [SeedFile.Target] {
        headers.map { SeedFile.Target(input: $0.input, number: $0.frame) }
    }
}

extension FrameWork {
    /// The MR series of a study that a run would measure; none unless MR was asked for.
    package func series(of study: PlannedStudy) -> [SeriesPlan] {
        guard measuresMR else { return [] }
        let headers = study.inputs.flatMap { input -> [SliceHeader] in
            guard !input.item.isRasterPicture,
                case .slices(let headers)? = try? reader.open(input.item)
            else { return [] }
            return headers
        }
        return VolumeAssembly.volumes(of: headers).compactMap { volume in
            guard case .success(let geometry) = VolumeRunner.geometry(of: volume) else {
                return nil
            }
            return SeriesPlan(headers: volume.slices, geometry: geometry)
        }
    }

    /// A bench with memory of its own, for one thread.
    package func makeSeriesBench() -> SeriesBench {
        SeriesBench(work: self, processor: makeVolumeProcessor())
    }
}

/// Takes whole MR series through the stages of a run, so that their results are those of the run.
package struct SeriesBench {
    fileprivate let work: FrameWork
    fileprivate let processor: VolumeProcessor

    /// A series with what the model says of it; the same is measured again with every seed.
    package struct Seen: Sendable {
        let plan: SeriesPlan
        let frames: [CalibratedFrame]
        let seen: VolumeProcessor.Seen
        package let window: DisplayWindow
        package let sampler: VolumeSampler
    }

    /// What a series is measured as.
    package struct Result: Sendable {
        /// One for every slice, without files.
        package let records: [ItemRecord]
        package let labels: [LabelPlane]
        package let measured: DeepGlutealResult
    }

    /// Reads every slice and labels the volume, which takes seconds.
    ///
    /// - Throws: `SeriesProblem`.
    package func see(
        _ plan: SeriesPlan, of study: PlannedStudy
    ) throws(SeriesProblem) -> Seen {
        var frames: [CalibratedFrame] = []
        for slice in SliceReading(study, reader: work.reader).slices(of: plan.headers) {
            do throws(IngestError) { frames.append(try slice.frame.get()) } catch {
                throw .unreadable(error.message)
            }
        }
        do throws(SegmentingError) {
            let planes = frames.map(\.frame.luminance)
            return Seen(
                plan: plan, frames: frames,
                seen: try processor.seen(in: frames, geometry: plan.geometry),
                window: DisplayWindow(planes),
                sampler: VolumeSampler(
                    planes, geometry: plan.geometry, kernels: PlaneKernels(tier: work.tier)))
        } catch {
            throw .unreadable(error.message)
        }
    }

    /// One slice, its values as stored.
    package func plane(
        _ slice: Int, of plan: SeriesPlan, in study: PlannedStudy
    ) throws(IngestError) -> Plane<Float> {
        try SliceReading(study, reader: work.reader).slices(of: [plan.headers[slice]])[0]
            .frame.get().frame.luminance
    }

    /// The records that a run makes of the slices.
    ///
    /// - Parameters:
    ///   - seeds: by slice.
    ///   - levels: that somebody states, by slice.
    /// - Throws: `SeriesProblem.unreadable` when the model cannot look again where seeds point.
    package func result(
        of series: Seen, in study: PlannedStudy, seeds: [Int: [Seed]], levels: [Int: [GlutealLevel]]
    ) throws(SeriesProblem) -> Result {
        let headers = series.plan.headers
        let given = GivenForVolume(
            stated: seeds, levels: levels, geometry: series.plan.geometry)
        let result: VolumeProcessor.Result
        do throws(SegmentingError) {
            result = try processor.result(
                of: series.frames, seen: series.seen,
                sequence: MRSequenceKind(headers[0].contrast), given: given)
        } catch {
            throw .unreadable(error.message)
        }
        let records = headers.enumerated().map { slice, header in
            ReportBuilder.slice(
                source: study.home(of: header, at: slice), frame: series.frames[slice],
                nerves: SliceNerves(result.measured, slice: slice), files: ItemFiles())
        }
        return Result(
            records: records, labels: result.labelled.labels, measured: result.measured)
    }

    /// The record of a slice of a series that has no result yet, or cannot have one.
    package static func record(
        of problem: SeriesProblem, slice: Int, in plan: SeriesPlan, study: PlannedStudy
    ) -> ItemRecord {
        var record = ReportBuilder.item(
            source: study.home(of: plan.headers[slice], at: slice),
            status: problem == .waiting ? .abstained : .refused,
            reason: ItemReason(code: problem.code, explanation: problem.message))
        record.modality = .magneticResonance
        (record.columns, record.rows) = (plan.geometry.columns, plan.geometry.rows)
        return record
    }
}

/// Why a series has no result.
package enum SeriesProblem: Error, Hashable, Sendable {
    /// It is being worked.
    case waiting
    case unreadable(String)

    package var code: String {
        switch self {
        case .waiting: "waiting"
        case .unreadable: "unreadable"
        }
    }

    package var message: String {
        switch self {
        case .waiting: "the series is being looked at; the result comes in a moment"
        case .unreadable(let message): message
        }
    }
}
