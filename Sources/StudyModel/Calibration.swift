import Geometry

/// Where a spacing comes from; stays with every number to the last page of the report.
package enum SpacingBasis: Hashable, Sendable {
    /// Index into the Sequence of Ultrasound Regions, from 0.
    case ultrasoundRegion(Int)
    case pixelSpacing
    case pngResolution
    case sidecar
    case operatorSupplied

    /// The word in reports.
    package var name: String {
        switch self {
        case .ultrasoundRegion(let index): "ultrasoundRegion[\(index)]"
        case .pixelSpacing: "pixelSpacing"
        case .pngResolution: "pngResolution"
        case .sidecar: "sidecar"
        case .operatorSupplied: "operatorSupplied"
        }
    }
}

/// Why no millimetres are given.
package enum CalibrationGap: Hashable, Sendable {
    case noEvidence
    case contradictory([SpacingBasis])
    case outsideEveryRegion
    /// Region `index` is not usable, with the reason in words.
    case untrustedRegion(index: Int, reason: String)
    /// A stated spacing is zero, negative, not a number, or implausible for the modality.
    case invalidSpacing(SpacingBasis, StatedSpacing)
    /// Imager or nominal spacing alone does not hold in the body.
    case notInPatientPlane

    /// The word in tables.
    package var name: String {
        switch self {
        case .noEvidence: "noEvidence"
        case .contradictory: "contradictory"
        case .outsideEveryRegion: "outsideEveryRegion"
        case .untrustedRegion: "untrustedRegion"
        case .invalidSpacing: "invalidSpacing"
        case .notInPatientPlane: "notInPatientPlane"
        }
    }
}

/// The scale at one place of a frame. `unknown` has no number to multiply by.
package enum Calibration: Hashable, Sendable {
    /// `relativeUncertainty`: half-width of the 95 % interval of the spacing, as a fraction of it.
    case known(PixelSpacing, basis: SpacingBasis, relativeUncertainty: Double)
    case unknown(CalibrationGap)

    package var spacing: PixelSpacing? {
        if case .known(let spacing, _, _) = self { spacing } else { nil }
    }
}

/// The scale of a frame: one for the whole plane, or one per trusted region.
package enum FrameScale: Hashable, Sendable {
    case uniform(Calibration)
    case regions([RegionScale])

    package struct RegionScale: Hashable, Sendable {
        package let box: PixelBox
        package let calibration: Calibration

        package init(box: PixelBox, calibration: Calibration) {
            self.box = box
            self.calibration = calibration
        }
    }

    /// The calibration that holds for every vertex of `outline`; an outline that leaves its region
    /// has none.
    package func calibration(for outline: Outline) -> Calibration {
        switch self {
        case .uniform(let calibration):
            return calibration
        case .regions(let regions):
            let home = regions.first { region in
                outline.vertices.allSatisfy { region.box.contains($0) }
            }
            return home?.calibration ?? .unknown(.outsideEveryRegion)
        }
    }
}

/// A frame whose scale has been judged, once.
package struct CalibratedFrame: Sendable {
    package let frame: Frame
    package let scale: FrameScale
    /// Remarks on the decision, for the report.
    package let flags: [QualityFlag]

    package init(frame: Frame, scale: FrameScale, flags: [QualityFlag] = []) {
        self.frame = frame
        self.scale = scale
        self.flags = flags
    }
}
