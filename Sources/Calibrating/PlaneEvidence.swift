import Geometry
import StudyModel

/// What the statements for the whole plane say, each checked by itself.
struct PlaneEvidence {
    private(set) var candidates: [Candidate] = []
    private(set) var lines: [EvidenceLine] = []
    /// Index into `lines` of each candidate.
    private(set) var lineOfCandidate: [Int] = []
    /// A statement of the spacing is impossible, be it a person's or the file's: nothing else is used
    /// in its place.
    private(set) var impossible: CalibrationGap?
    /// The first reason why another statement of the file was refused.
    private(set) var fileGap: CalibrationGap?

    /// Candidates come in order of preference.
    init(of evidence: ScaleEvidence, modality: Modality) {
        judgePixelSpacing(evidence, modality: modality)
        judgePersonal(evidence.sidecar, .sidecar, source: "sidecar pixel_spacing_mm", modality)
        judgePersonal(evidence.operatorSupplied, .operatorSupplied, source: "--spacing", modality)
        if let resolution = evidence.pngResolution { judgePNG(resolution) }
        if let resolution = evidence.fileResolution { lines.append(resolution.line) }
        judgeDetector(evidence.imagerPixelSpacing, "Imager Pixel Spacing (0018,1164)")
        judgeDetector(
            evidence.nominalScannedPixelSpacing, "Nominal Scanned Pixel Spacing (0018,2010)")
    }

    /// The Image Plane Module, which defines Pixel Spacing, is no part of the US Image IODs (PS3.3
    /// §A.6, §A.7); a file may still carry the attribute with its defined meaning, a distance in the
    /// patient (§10.7.1.3), as an extension. It is therefore used, but flagged; not when it only
    /// repeats the detector's spacing (§10.7.1.1), and not when the file has regions that cannot be
    /// trusted, since pictures resampled for export keep stale values of both.
    private mutating func judgePixelSpacing(_ evidence: ScaleEvidence, modality: Modality) {
        guard let stated = evidence.pixelSpacing else { return }
        let bounds = SpacingRules.plausible(modality)
        let source = "Pixel Spacing (0028,0030)"
        let detector = [evidence.imagerPixelSpacing, evidence.nominalScannedPixelSpacing]
        guard let spacing = SpacingRules.checked(stated, within: bounds) else {
            refuse(source, stated, SpacingRules.reason(stated, within: bounds))
            impossible = impossible ?? .invalidSpacing(.pixelSpacing, stated)
            return
        }
        guard !detector.contains(stated) else {
            refuse(source, stated, "equals the spacing at the detector, so it was never corrected")
            fileGap = fileGap ?? .notInPatientPlane
            return
        }
        accept(
            source, stated,
            Candidate(
                basis: .pixelSpacing, spacing: spacing,
                relativeUncertainty: SpacingUncertainty.ofStated(spacing),
                flags: modality == .ultrasound ? [.spacingNotFromRegions] : []))
    }

    private mutating func judgePersonal(
        _ stated: StatedSpacing?, _ basis: SpacingBasis, source: String, _ modality: Modality
    ) {
        guard let stated else { return }
        let bounds = SpacingRules.plausible(modality)
        guard let spacing = SpacingRules.checked(stated, within: bounds) else {
            refuse(source, stated, SpacingRules.reason(stated, within: bounds))
            impossible = impossible ?? .invalidSpacing(basis, stated)
            return
        }
        let byOperator = basis == .operatorSupplied
        accept(
            source, stated,
            Candidate(
                basis: basis, spacing: spacing,
                relativeUncertainty: byOperator
                    ? SpacingUncertainty.ofOperator(spacing) : SpacingUncertainty.ofStated(spacing),
                flags: byOperator ? [.spacingFromOperator] : []))
    }

    private mutating func judgePNG(_ stated: StatedSpacing) {
        let source = "PNG pHYs"
        let bounds = SpacingRules.plausiblePNG
        guard let spacing = SpacingRules.checked(stated, within: bounds) else {
            refuse(source, stated, SpacingRules.reason(stated, within: bounds))
            fileGap = fileGap ?? .invalidSpacing(.pngResolution, stated)
            return
        }
        if let dotsPerInch = SpacingRules.deviceResolution(stated) {
            refuse(
                source, stated,
                "\(Int(dotsPerInch)) dots per inch is the resolution of a screen or printer")
            fileGap = fileGap ?? .invalidSpacing(.pngResolution, stated)
            return
        }
        accept(
            source, stated,
            Candidate(
                basis: .pngResolution, spacing: spacing,
                relativeUncertainty: SpacingUncertainty.ofPNG(spacing),
                flags: [.spacingFromPNGResolution]))
    }

    private mutating func judgeDetector(_ stated: StatedSpacing?, _ source: String) {
        guard let stated else { return }
        refuse(source, stated, "holds at the detector or scanner, not in the body")
        fileGap = fileGap ?? .notInPatientPlane
    }

    private mutating func accept(_ source: String, _ stated: StatedSpacing, _ found: Candidate) {
        lineOfCandidate.append(lines.count)
        candidates.append(found)
        lines.append(EvidenceLine(source: source, found: stated.text, judgement: .agrees))
    }

    private mutating func refuse(_ source: String, _ stated: StatedSpacing, _ reason: String) {
        lines.append(
            EvidenceLine(source: source, found: stated.text, judgement: .refused(reason)))
    }

    /// Takes Pixel Spacing out of the choice.
    mutating func refusePixelSpacing(because reason: String) {
        guard let position = candidates.firstIndex(where: { $0.basis == .pixelSpacing })
        else { return }
        lines[lineOfCandidate[position]].judgement = .refused(reason)
        candidates.remove(at: position)
        lineOfCandidate.remove(at: position)
    }

    mutating func judge(candidate position: Int, _ judgement: EvidenceLine.Judgement) {
        lines[lineOfCandidate[position]].judgement = judgement
    }
}
