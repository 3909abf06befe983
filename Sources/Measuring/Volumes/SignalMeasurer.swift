import Anatomy
import Geometry
import Raster
import StudyModel
import Tracing

/// Signal of the nerve, and of structures beside it, against a reference muscle in the same slice.
struct SignalMeasurer {
    private let volume: LabelledVolume
    private let references: ReferenceMuscles
    private let pictures: [Plane<Float>]
    /// Of a structure in a slice; less says nothing, mm².
    private static let leastArea = 20.0

    /// - Precondition: a picture for every slice.
    init(_ volume: LabelledVolume, pictures: [Plane<Float>]) {
        self.volume = volume
        references = ReferenceMuscles(volume)
        self.pictures = pictures
    }

    func signal(
        of section: NervePath.Section, centre: PatientPoint
    ) -> Outcome<NerveSignal, SignalGap> {
        guard !section.flags.contains(.borderContact) else { return .abstained(.nerveNotMeasured) }
        let picture = pictures[section.slice]
        var inside: [Float] = []
        forEachPixel(inside: section.outlines) {
            inside.append(picture[column: $0, row: $1])
        }
        guard !inside.isEmpty else { return .abstained(.nerveNotMeasured) }
        switch references.reference(near: centre, in: section.slice, of: picture) {
        case .abstained(let gap): return .abstained(gap)
        case .value(let reference): return .value(NerveSignal(inside, reference: reference.muscle))
        }
    }

    /// Median of a structure's pixels by that of the reference near a point; `nil` without either.
    func ratio(
        of label: AnatomicalLabel, within outlines: [Outline], near centre: PatientPoint,
        slice: Int
    ) -> Double? {
        guard
            case .value(let reference) = references.reference(
                near: centre, in: slice, of: pictures[slice])
        else { return nil }
        let plane = volume.geometry.planes[slice]
        let interior = LabelInterior(volume.labels[slice], spacing: plane.spacing, margin: 0.6)
        var values: [Float] = []
        forEachPixel(inside: outlines) { column, row in
            if volume.labels[slice][column: column, row: row] == label.rawValue,
                interior.contains(column: column, row: row)
            {
                let gain = reference.field.gain(column: column, row: row)
                values.append(Float(Double(pictures[slice][column: column, row: row]) / gain))
            }
        }
        guard Double(values.count) * plane.spacing.pixelArea.value >= Self.leastArea,
            let own = Quartiles(values)
        else { return nil }
        return own.median / reference.muscle.median
    }

    private func forEachPixel(
        inside outlines: [Outline], _ body: (_ column: Int, _ row: Int) -> Void
    ) {
        let geometry = volume.geometry
        guard
            let box = PixelBox(column: 0, row: 0, columns: geometry.columns, rows: geometry.rows)
        else { return }
        for run in outlines.flatMap({ $0.pixelRuns(in: box) }) {
            for column in run.columns { body(column, run.row) }
        }
    }
}

extension NerveSignal {
    /// - Precondition: at least one value.
    fileprivate init(_ values: [Float], reference: ReferenceMuscle) {
        let sorted = values.sorted()
        let count = Double(values.count)
        let mean = values.reduce(0) { $0 + Double($1) } / count
        let squares = values.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
        self.init(
            mean: mean, median: Double(sorted[sorted.count / 2]),
            percentile95: Double(sorted[Int((0.95 * (count - 1)).rounded())]),
            standardDeviation: (squares / max(1, count - 1)).squareRoot(), reference: reference)
    }
}
