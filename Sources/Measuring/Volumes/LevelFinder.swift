import Anatomy
import Geometry
import Raster
import StudyModel

/// Names the levels of a slice by the landmarks around the nerve, never by millimetres from its exit.
///
/// A level is present where enough of its landmark lies within reach of the nerve; a slice may carry
/// several, or none: then its level is unknown. Landmarks: piriformis; obturator internus with the
/// gemelli; quadratus femoris; the hamstring tendons at the ischial tuberosity or at their muscles.
struct LevelFinder {
    private let volume: LabelledVolume

    /// From the nerve's centre, mm: the space between ischium and greater trochanter, in which the
    /// nerve and the landmarks lie, is about 70 mm wide (Clin Anat 2015;28:144, 204 limbs: 73 ± 10).
    static let reach = 35.0
    /// Of a landmark within reach; less is a trace of a neighbouring level, mm².
    static let leastArea = 40.0
    private static let muscles: [(GlutealLevel, AnatomicalLabel)] = [
        (.piriformis, .piriformis), (.obturatorInternusGemelli, .obturatorInternus),
        (.quadratusFemoris, .quadratusFemoris),
    ]

    init(_ volume: LabelledVolume) { self.volume = volume }

    /// In the order of `GlutealLevel`.
    ///
    /// - Parameter landmarks: of the nerve's side of the slice.
    func levels(
        at centre: PatientPoint, slice: Int, landmarks: SideLandmarks
    ) -> [LevelAssignment] {
        let near = areas(around: centre, in: slice)
        var found = Self.muscles.compactMap { level, label in
            assignment(level, label, near[label.rawValue])
        }
        let origin = landmarks.hamstringOrigin.filter {
            $0.centre.distance(to: centre) <= Self.reach
        }.reduce(0) { $0 + $1.area }
        if let tunnel = assignment(.ischialTunnel, .tendon, origin) { found.append(tunnel) }
        return found
    }

    private func assignment(
        _ level: GlutealLevel, _ label: AnatomicalLabel, _ area: Double?
    ) -> LevelAssignment? {
        guard let area, area >= Self.leastArea else { return nil }
        return LevelAssignment(level: level, evidence: .landmark(label, area: area))
    }

    /// Area of every label within reach, mm².
    private func areas(around centre: PatientPoint, in slice: Int) -> [UInt8: Double] {
        var counts = [Int](repeating: 0, count: 256)
        volume.forEachPixel(within: Self.reach, of: centre, in: slice) { _, _, label in
            counts[Int(label)] += 1
        }
        let pixel = volume.geometry.planes[slice].spacing.pixelArea.value
        return counts.indices.reduce(into: [:]) { areas, label in
            if counts[label] > 0 { areas[UInt8(label)] = Double(counts[label]) * pixel }
        }
    }
}

extension LabelledVolume {
    /// Calls `body` with every pixel whose centre is within `reach` mm of a point.
    func forEachPixel(
        within reach: Double, of point: PatientPoint, in slice: Int,
        _ body: (_ column: Int, _ row: Int, _ label: UInt8) -> Void
    ) {
        let plane = geometry.planes[slice]
        let at = plane.pixel(under: point).pixel
        let wide = plane.spacing.betweenColumns.value
        let high = plane.spacing.betweenRows.value
        let top = max(0, Int((at.row - reach / high).rounded(.up)))
        let bottom = min(geometry.rows - 1, Int(at.row + reach / high))
        let left = max(0, Int((at.column - reach / wide).rounded(.up)))
        let right = min(geometry.columns - 1, Int(at.column + reach / wide))
        guard top <= bottom, left <= right else { return }
        for row in top...bottom {
            let y = (Double(row) - at.row) * high
            for column in left...right {
                let x = (Double(column) - at.column) * wide
                guard x * x + y * y <= reach * reach else { continue }
                body(column, row, labels[slice][column: column, row: row])
            }
        }
    }
}
