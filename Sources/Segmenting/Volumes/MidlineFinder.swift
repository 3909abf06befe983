import Anatomy
import Geometry
import Raster
import StudyModel

/// Finds the plane about which the labels of the pelvis mirror each other best.
///
/// The middle of the picture says nothing: fields are off centre, and patients lie turned. Bones and
/// muscles are paired, so the plane that lays most of them on their partners is the midline, whatever
/// part of either half the field cuts off.
struct MidlineFinder {
    private struct Probe {
        let place: PatientPoint
        let label: UInt8
    }

    private let volume: LabelledVolume
    private let probes: [Probe]
    private let centre: PatientPoint

    /// Distance between probes in a slice, mm.
    private static let step = 5.0
    private static let mostSlices = 12
    /// Share of the probes whose partner must lie in the field.
    private static let leastInView = 0.4
    /// Share of the probes in view whose partner must carry their label: 0.8 and more of simulated
    /// pelves about their midline, below 0.6 of their halves about any plane.
    private static let leastAgreement = 0.65
    /// Tangent of 7°: patients lie no more turned.
    private static let mostLean = 0.12
    /// Nearer to the plane a large muscle may be its own partner, mm.
    private static let leastOffset = 25.0
    private static let paired: Set<AnatomicalLabel> = [
        .bone, .gluteusMaximus, .gluteusMedius, .piriformis, .obturatorInternus, .quadratusFemoris,
        .adductorMagnus, .iliopsoas, .obturatorExternus, .hamstrings,
    ]

    init(_ volume: LabelledVolume) {
        self.volume = volume
        probes = Self.probes(of: volume)
        let sum = probes.reduce(PatientPoint(left: 0, posterior: 0, superior: 0)) { $0 + $1.place }
        centre = (1 / Double(max(1, probes.count))) * sum
    }

    /// `nil` when no plane is a midline: one half alone, or too little labelled.
    func midline() -> PelvicMidline? {
        guard probes.count >= 40 else { return nil }
        let lefts = probes.map(\.place.left)
        guard let low = lefts.min(), let high = lefts.max() else { return nil }
        var best = Tried(offset: 0, lean: 0, turn: 0, score: -1)
        for offset in stride(from: low, through: high, by: 3) {
            consider(Tried(offset: offset - centre.left, lean: 0, turn: 0, score: 0), &best)
        }
        for (shift, angle) in [(3.0, 0.06), (1.5, 0.03), (0.75, 0.015)] {
            improve(&best, shift: shift, angle: angle)
        }
        return best.score >= Self.leastAgreement ? plane(best) : nil
    }

    /// A plane by where it passes the centre of the probes, and how it leans and turns (tangents).
    private struct Tried {
        var offset: Double
        var lean: Double
        var turn: Double
        var score: Double
    }

    private func plane(_ tried: Tried) -> PelvicMidline {
        PelvicMidline(
            through: centre + PatientPoint(left: tried.offset, posterior: 0, superior: 0),
            left: PatientPoint(left: 1, posterior: tried.turn, superior: tried.lean))
    }

    private func consider(_ tried: Tried, _ best: inout Tried) {
        guard max(abs(tried.lean), abs(tried.turn)) <= Self.mostLean else { return }
        var tried = tried
        tried.score = agreement(plane(tried))
        if tried.score > best.score { best = tried }
    }

    private func improve(_ best: inout Tried, shift: Double, angle: Double) {
        for _ in 0..<3 {
            let start = best
            for offset in [-shift, 0, shift] {
                for lean in [-angle, 0, angle] {
                    for turn in [-angle, 0, angle] {
                        let tried = Tried(
                            offset: start.offset + offset, lean: start.lean + lean,
                            turn: start.turn + turn, score: 0)
                        consider(tried, &best)
                    }
                }
            }
            if best.score == start.score { return }
        }
    }

    /// Share of the probes in view whose partner carries the same label; 0 when few are in view.
    private func agreement(_ plane: PelvicMidline) -> Double {
        var inView = 0
        var equal = 0
        var asked = 0
        for probe in probes where abs(plane.offset(of: probe.place)) >= Self.leastOffset {
            asked += 1
            guard let label = label(at: plane.mirrored(probe.place)) else { continue }
            inView += 1
            if label == probe.label { equal += 1 }
        }
        guard inView > 0, Double(inView) >= Self.leastInView * Double(asked),
            asked * 4 >= probes.count
        else { return 0 }
        return Double(equal) / Double(inView)
    }

    private func label(at place: PatientPoint) -> UInt8? {
        guard let slice = volume.geometry.slice(nearest: place) else { return nil }
        let at = volume.geometry.planes[slice].pixel(under: place).pixel
        let column = Int(at.column.rounded())
        let row = Int(at.row.rounded())
        guard (0..<volume.geometry.columns).contains(column),
            (0..<volume.geometry.rows).contains(row)
        else { return nil }
        return volume.labels[slice][column: column, row: row]
    }

    private static func probes(of volume: LabelledVolume) -> [Probe] {
        let geometry = volume.geometry
        let spacing = geometry.planes[0].spacing
        let columns = max(1, Int(step / spacing.betweenColumns.value))
        let rows = max(1, Int(step / spacing.betweenRows.value))
        let values = Set(paired.map(\.rawValue))
        let every = max(1, geometry.planes.count / mostSlices)
        var probes: [Probe] = []
        for slice in stride(from: 0, to: geometry.planes.count, by: every) {
            for row in stride(from: 0, to: geometry.rows, by: rows) {
                for column in stride(from: 0, to: geometry.columns, by: columns) {
                    let label = volume.labels[slice][column: column, row: row]
                    guard values.contains(label) else { continue }
                    let pixel = PixelPoint(column: Double(column), row: Double(row))
                    probes.append(
                        Probe(
                            place: geometry.planes[slice].patientPoint(at: pixel), label: label))
                }
            }
        }
        return probes
    }
}
