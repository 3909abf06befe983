import JSON
import StudyModel

/// Why a volume is not fit for measuring the sciatic nerve along its course.
package enum VolumeUnsuitability: Hashable, Sendable {
    case notAxial(SliceOrientation)
    /// Millimetres between pixels.
    case coarsePixels(Double)
    case thickSlices(Double)
    /// Millimetres along the normal.
    case shortCoverage(Double)

    package var name: String {
        switch self {
        case .notAxial: "notAxial"
        case .coarsePixels: "coarsePixels"
        case .thickSlices: "thickSlices"
        case .shortCoverage: "shortCoverage"
        }
    }

    package var message: String {
        switch self {
        case .notAxial(let orientation):
            "its slices are \(orientation.rawValue); the nerve is measured across its course, on slices "
                + "within 30° of axial"
        case .coarsePixels(let millimetres):
            "its pixels are \(words(millimetres)) mm apart; at most "
                + "\(words(VolumeSuitability.largestPixel)) mm is measured"
        case .thickSlices(let millimetres):
            "its slices are \(words(millimetres)) mm thick; at most "
                + "\(words(VolumeSuitability.thickestSlice)) mm is measured"
        case .shortCoverage(let millimetres):
            "it covers \(words(millimetres)) mm; at least "
                + "\(words(VolumeSuitability.shortestCoverage)) mm is needed to follow a nerve"
        }
    }

    private func words(_ millimetres: Double) -> String {
        DecimalText.text(millimetres, decimals: 1) ?? "?"
    }
}

/// What a volume must have before anatomy is looked for.
package enum VolumeSuitability {
    /// A nerve 5.5 mm thick (at the ischial tuberosity; Rusu 2020, doi 10.15386/mpr-1629) is then 3.7 pixels
    /// across: found, not measured.
    package static let largestPixel = 1.5
    package static let thickestSlice = 7.0
    package static let shortestCoverage = 15.0

    package static func problem(
        of geometry: VolumeGeometry, _ orientation: SliceOrientation
    ) -> VolumeUnsuitability? {
        guard orientation == .axial else { return .notAxial(orientation) }
        let spacing = geometry.planes[0].spacing
        let pixel = max(spacing.betweenRows.value, spacing.betweenColumns.value)
        if pixel > largestPixel { return .coarsePixels(pixel) }
        if let thickness = geometry.sliceThickness, thickness > thickestSlice {
            return .thickSlices(thickness)
        }
        return geometry.coverage < shortestCoverage ? .shortCoverage(geometry.coverage) : nil
    }
}
