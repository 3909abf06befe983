import Geometry
import Raster
import StudyModel
import Tracing

/// What could be a section of the nerve in one slice: outlines that lie together.
struct SectionCandidate {
    let slice: Int
    /// Largest first.
    let outlines: [Outline]
    let place: PatientPoint
    /// Of the largest outline.
    let shape: SectionShape
    /// mm²
    let area: Double
    let touchesBorder: Bool
    /// mm from the pelvic midline, positive on the left.
    let offset: Double
    /// Whether a person drew the outlines.
    var isDrawn = false
}

/// Reads candidates off a volume's nerve label, or off its probability of nerve.
struct SectionCandidates {
    let volume: LabelledVolume
    let midline: PelvicMidline

    /// Smaller things are noise, larger ones no nerve; mm². Controls reach 64 mm² (JNNP 2011;82:1283),
    /// hereditary neuropathy about 230.
    static let areas = 4.0...400.0
    /// The sciatic nerve runs further from the midline than this, mm (10 cm: Anesthesiology 2003).
    private static let leastOffset = 20.0
    private static let level: Float = 0.5

    func all() -> [[SectionCandidate]] {
        volume.geometry.planes.indices.map { slice in
            outlines(in: slice).compactMap { candidate(slice: slice, outlines: [$0]) }
        }
    }

    /// - Parameter outlines: in any order, at least one.
    func candidate(slice: Int, outlines: [Outline]) -> SectionCandidate? {
        let plane = volume.geometry.planes[slice]
        let parts = outlines.map { ($0, SectionShape($0, spacing: plane.spacing)) }
            .sorted { $0.1.area > $1.1.area }
        let area = parts.reduce(0) { $0 + $1.1.area }
        guard Self.areas.contains(area) else { return nil }
        var place = PatientPoint(left: 0, posterior: 0, superior: 0)
        for part in parts {
            place = place + (part.1.area / area) * plane.patientPoint(at: part.1.centroid)
        }
        let offset = midline.offset(of: place)
        guard abs(offset) >= Self.leastOffset else { return nil }
        return SectionCandidate(
            slice: slice, outlines: parts.map(\.0), place: place, shape: parts[0].1, area: area,
            touchesBorder: outlines.contains(where: touchesBorder), offset: offset)
    }

    private func outlines(in slice: Int) -> [Outline] {
        guard let probability = volume.nerveProbability?[slice] else {
            return volume.labels[slice].components(of: MaskLabel.nerve).map(\.outer)
        }
        var contour = IsoContour(of: probability, level: Self.level)
        return contour.lines().compactMap { try? Outline(closing: $0) }
            .filter { $0.signedAreaInPixels > 0 }
    }

    private func touchesBorder(_ outline: Outline) -> Bool {
        outline.vertices.contains {
            $0.column <= 0.5 || $0.row <= 0.5
                || $0.column >= Double(volume.geometry.columns) - 1.5
                || $0.row >= Double(volume.geometry.rows) - 1.5
        }
    }
}
