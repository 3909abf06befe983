import Anatomy
import Geometry

/// A level that a slice shows on one side, by its landmark near the nerve.
package struct MRLevelTruth: Hashable, Sendable {
    package let side: Laterality
    package let level: GlutealLevel
    /// Area of the landmark within 35 mm of the nerve, mm².
    package let evidence: Double
}

/// The narrowest place between two structures in one slice.
package struct MRSpaceTruth: Sendable {
    package let side: Laterality
    /// `ischiofemoral` or `quadratus_femoris`.
    package let name: String
    package let distance: Double
    package let from: PatientPoint
    package let to: PatientPoint
}

/// Reads levels and muscle sizes off the landmarks of a slice's middle plane.
struct MRLandmarkReader {
    let plane: SlicePlane
    let columns: Int
    let landmarks: [UInt8]
    private let found: [Landmark: [Laterality: [SIMD2<Double>]]]
    private static let nearNerve = 35.0
    private static let leastEvidence = 40.0

    init(plane: SlicePlane, columns: Int, landmarks: [UInt8]) {
        self.plane = plane
        self.columns = columns
        self.landmarks = landmarks
        var all: [Landmark: [Laterality: [SIMD2<Double>]]] = [:]
        let middle = plane.pixel(under: PatientPoint(left: 0, posterior: 0, superior: 0)).pixel
        for (index, value) in landmarks.enumerated() where value != 0 {
            guard let landmark = Landmark(rawValue: value), landmark != .gluteusMaximus else {
                continue
            }
            let at = SIMD2(Double(index % columns), Double(index / columns))
            let side: Laterality = at.x > middle.column ? .left : .right
            all[landmark, default: [:]][side, default: []].append(at)
        }
        found = all
    }

    private func pixels(_ landmark: Landmark, _ side: Laterality) -> [SIMD2<Double>] {
        found[landmark]?[side] ?? []
    }

    func area(_ landmark: Landmark, _ side: Laterality) -> Double {
        Double(pixels(landmark, side).count) * plane.spacing.pixelArea.value
    }

    /// Distance between the nearest two parallel lines that hold a structure, mm; `nil` when absent.
    func thickness(_ landmark: Landmark, _ side: Laterality) -> Double? {
        let border = border(landmark, side)
        guard border.count > 4 else { return nil }
        let extents = (0..<90).map { step in
            let angle = Double(step) * .pi / 90
            let along = SIMD2(ReproducibleMath.cosine(angle), ReproducibleMath.sine(angle))
            let heights = border.map { ($0 * along).sum() }
            return (heights.max() ?? 0) - (heights.min() ?? 0)
        }
        return extents.min().map { ($0 + 1) * plane.spacing.betweenColumns.value }
    }

    /// - Parameter nerve: centre on the slice.
    func levels(_ side: Laterality, nerve: PixelPoint) -> [MRLevelTruth] {
        let marks: [(GlutealLevel, Landmark)] = [
            (.piriformis, .piriformis), (.obturatorInternusGemelli, .obturatorInternus),
            (.quadratusFemoris, .quadratusFemoris), (.ischialTunnel, .hamstringTendon),
        ]
        let reach = Self.nearNerve / plane.spacing.betweenColumns.value
        return marks.compactMap { level, landmark in
            let near = pixels(landmark, side).filter { at in
                let off = at - SIMD2(nerve.column, nerve.row)
                return off.x * off.x + off.y * off.y < reach * reach
            }
            let evidence = Double(near.count) * plane.spacing.pixelArea.value
            return evidence < Self.leastEvidence
                ? nil : MRLevelTruth(side: side, level: level, evidence: evidence)
        }
    }

    /// Pixels of a structure that have a neighbour outside it.
    private func border(_ landmark: Landmark, _ side: Laterality) -> [SIMD2<Double>] {
        let last = landmarks.count
        return pixels(landmark, side).filter { at in
            let index = Int(at.y) * columns + Int(at.x)
            return [index - 1, index + 1, index - columns, index + columns].contains {
                $0 < 0 || $0 >= last || landmarks[$0] != landmark.rawValue
            }
        }
    }
}
