import Geometry
import StudyModel

/// A calibration as reported: a spacing and its basis, or the gap and what it means.
package struct ScaleRecord: Hashable, Sendable {
    package var spacingRowMillimetres: Double?
    package var spacingColumnMillimetres: Double?
    package var basis: String?
    /// Half-width of the 95 % interval of the spacing, as a fraction of it.
    package var relativeUncertainty: Double?
    package var gap: String?
    package var gapExplanation: String?

    /// Digits of a spacing, in millimetres.
    package static let spacingDecimals = 6
    package static let uncertaintyDecimals = 4

    package init() {}

    package init(_ calibration: Calibration) {
        switch calibration {
        case .known(let spacing, let basis, let relativeUncertainty):
            spacingRowMillimetres = spacing.betweenRows.value
                .rounded(toDecimals: Self.spacingDecimals)
            spacingColumnMillimetres = spacing.betweenColumns.value
                .rounded(toDecimals: Self.spacingDecimals)
            self.basis = basis.name
            self.relativeUncertainty =
                relativeUncertainty
                .rounded(toDecimals: Self.uncertaintyDecimals)
        case .unknown(let gap):
            self.gap = gap.name
            gapExplanation = gap.explanation
        }
    }
}

/// The scale of one region of a frame; `box` is `nil` for the whole frame.
package struct RegionScaleRecord: Hashable, Sendable {
    package let box: PixelBox?
    package let scale: ScaleRecord

    package init(box: PixelBox?, scale: ScaleRecord) {
        self.box = box
        self.scale = scale
    }

    package static func records(of scale: FrameScale) -> [RegionScaleRecord] {
        switch scale {
        case .uniform(let calibration):
            [RegionScaleRecord(box: nil, scale: ScaleRecord(calibration))]
        case .regions(let regions):
            regions.map { RegionScaleRecord(box: $0.box, scale: ScaleRecord($0.calibration)) }
        }
    }
}
