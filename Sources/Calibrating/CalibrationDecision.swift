import StudyModel

/// One piece of evidence about the scale of a frame, and what became of it.
package struct EvidenceLine: Hashable, Sendable {
    package enum Judgement: Hashable, Sendable {
        /// The scale in use.
        case used
        /// Within the tolerance of the scale in use.
        case agrees
        /// Says nothing about the scale of the picture.
        case notScale(String)
        /// Should state the scale, but cannot be trusted.
        case refused(String)
        /// Trusted by itself, but other trusted evidence says something else.
        case contradicts(String)
        /// Weighed, but never used as a scale.
        case evidenceOnly(String)

        package var text: String {
            switch self {
            case .used: "used"
            case .agrees: "agrees with the scale in use"
            case .notScale(let reason): "no scale: \(reason)"
            case .refused(let reason): "refused: \(reason)"
            case .contradicts(let reason): "contradicts: \(reason)"
            case .evidenceOnly(let remark): "evidence only: \(remark)"
            }
        }
    }

    /// Attribute, chunk, file or option, with its tag.
    package let source: String
    /// The value as found.
    package let found: String
    package var judgement: Judgement

    package init(source: String, found: String, judgement: Judgement) {
        self.source = source
        self.found = found
        self.judgement = judgement
    }

    package var text: String { "\(source): \(found); \(judgement.text)" }
}

/// The scale of a frame with everything that was weighed on the way.
package struct CalibrationDecision: Sendable {
    package let scale: FrameScale
    package internal(set) var flags: [QualityFlag]
    /// In the order in which evidence is weighed; empty when the frame states nothing.
    package internal(set) var evidence: [EvidenceLine]
    /// The ruler seen in the picture, if it was looked for.
    package internal(set) var ruler: RulerTicks?

    init(scale: FrameScale, flags: [QualityFlag], evidence: [EvidenceLine]) {
        self.scale = scale
        self.flags = flags
        self.evidence = evidence
    }

    /// One sentence: the scale, or why there is none and what to do.
    package var summary: String {
        switch scale {
        case .uniform(let calibration): calibration.sentence
        case .regions(let regions):
            regions.map {
                "columns \($0.box.column)–\($0.box.endColumn - 1), rows "
                    + "\($0.box.row)–\($0.box.endRow - 1): \($0.calibration.sentence)"
            }.joined(separator: " ")
        }
    }
}

extension FrameScale {
    /// The gap of a frame for which a person or the file states a spacing that cannot be. One rule for
    /// Pixel Spacing, sidecar and operator: such a frame is not measured, not even in pixels. A PNG's
    /// resolution is no statement about the body.
    package var impossibleSpacing: CalibrationGap? {
        guard case .uniform(.unknown(let gap)) = self,
            case .invalidSpacing(let basis, _) = gap, basis != .pngResolution
        else { return nil }
        return gap
    }
}

extension Calibration {
    /// The scale, or why there is none and what to do.
    package var sentence: String {
        switch self {
        case .known(let spacing, let basis, let uncertainty):
            "\(spacing.text) (\(basis.name), ±\((uncertainty * 100).decimal(places: 2)) %)."
        case .unknown(let gap): gap.sentence
        }
    }
}

extension SpacingBasis {
    /// Where a person finds the statement.
    fileprivate var statement: String {
        switch self {
        case .ultrasoundRegion(let index): "The scale of ultrasound region \(index + 1)"
        case .pixelSpacing: "Pixel Spacing (0028,0030)"
        case .pngResolution: "PNG pHYs"
        case .sidecar: "pixel_spacing_mm of the sidecar file"
        case .operatorSupplied: "--spacing"
        }
    }
}

extension CalibrationGap {
    /// Why there are no millimetres, and the remedy.
    package var sentence: String {
        switch self {
        case .noEvidence:
            "No scale is stated; pass --spacing or a sidecar file to supply one."
        case .contradictory(let bases):
            "The scale is contradictory (\(bases.map(\.name).joined(separator: ", "))); correct "
                + "or remove the wrong statement."
        case .outsideEveryRegion:
            "The place lies outside every calibrated ultrasound region."
        case .untrustedRegion(let index, let reason):
            "Ultrasound region \(index + 1) cannot be trusted: \(reason); pass --spacing if the scale "
                + "is known."
        case .invalidSpacing(let basis, let stated):
            "\(basis.statement), \(stated.text), is no possible pixel size: "
                + "\(SpacingRules.reason(stated, basis)); correct or remove it."
        case .notInPatientPlane:
            "The only spacing is that of a detector or scanner, not of the body; pass --spacing "
                + "if the scale is known."
        }
    }
}
