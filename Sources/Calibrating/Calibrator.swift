import Geometry
import StudyModel

/// Decides the scale of a frame from what the frame states; reads no file and no picture text.
///
/// Every trusted statement must agree with every other; one that does not leaves the frame without
/// millimetres. Among statements that agree, the one nearest to the scanner is used: ultrasound
/// regions, Pixel Spacing, sidecar, operator, PNG resolution.
package struct Calibrator: Sendable {
    package struct Options: Hashable, Sendable {
        /// Statements agree when they differ by no more than this fraction.
        package var relativeTolerance = 0.01
        /// Whether a ruler burned into an ultrasound picture is looked for.
        package var looksForRuler = true

        package init() {}
    }

    package let options: Options

    package init(_ options: Options = Options()) { self.options = options }

    /// Looks for a ruler only where there is a scale that it could contradict.
    package func calibrated(_ frame: Frame) -> CalibratedFrame {
        var decision = decisionByStatements(on: frame)
        if !decision.scale.knownSpacings.isEmpty { weighRuler(of: frame, in: &decision) }
        return CalibratedFrame(frame: frame, scale: decision.scale, flags: decision.flags)
    }

    /// The scale with every piece of evidence and what became of it.
    package func decision(on frame: Frame) -> CalibrationDecision {
        var decision = decisionByStatements(on: frame)
        weighRuler(of: frame, in: &decision)
        return decision
    }

    private func weighRuler(of frame: Frame, in decision: inout CalibrationDecision) {
        guard options.looksForRuler, frame.modality == .ultrasound,
            let ruler = RulerTicks(in: frame.luminance)
        else { return }
        decision.weigh(ruler)
    }

    private func decisionByStatements(on frame: Frame) -> CalibrationDecision {
        let regions = RegionJudgement(
            of: frame.modality == .ultrasound ? frame.evidence.ultrasoundRegions : [],
            in: frame.luminance.size, tolerance: options.relativeTolerance)
        var plane = PlaneEvidence(of: frame.evidence, modality: frame.modality)
        if regions.trusted.isEmpty, regions.gap != nil {
            plane.refusePixelSpacing(because: "the ultrasound regions of the file are not trusted")
        }
        return decision(regions: regions, plane: plane)
    }

    private func decision(regions: RegionJudgement, plane: PlaneEvidence) -> CalibrationDecision {
        var plane = plane
        let rivals = contradictions(regions: regions, plane: plane)
        if let gap = plane.impossible ?? (rivals.isEmpty ? nil : .contradictory(rivals)) {
            return refused(gap, rivals: rivals, regions: regions, plane: plane)
        }
        if !regions.trusted.isEmpty {
            return CalibrationDecision(
                scale: regions.scale, flags: [], evidence: regions.lines + plane.lines)
        }
        guard let chosen = plane.candidates.first else {
            return refused(
                regions.gap ?? plane.fileGap ?? .noEvidence, rivals: [], regions: regions,
                plane: plane)
        }
        plane.judge(candidate: 0, .used)
        return CalibrationDecision(
            scale: .uniform(chosen.calibration), flags: chosen.flags,
            evidence: regions.lines + plane.lines)
    }

    /// The bases of every two trusted statements that disagree. Regions are not compared with each
    /// other here: the two halves of a dual picture may well differ.
    private func contradictions(regions: RegionJudgement, plane: PlaneEvidence) -> [SpacingBasis] {
        let stated =
            regions.trusted.map { (SpacingBasis.ultrasoundRegion($0.index), $0.spacing, true) }
            + plane.candidates.map { ($0.basis, $0.spacing, false) }
        return stated.indices.filter { one in
            stated.indices.contains { other in
                !(stated[one].2 && stated[other].2)
                    && !stated[one].1.agrees(
                        with: stated[other].1, relativeTolerance: options.relativeTolerance)
            }
        }.map { stated[$0].0 }
    }

    private func refused(
        _ gap: CalibrationGap, rivals: [SpacingBasis], regions: RegionJudgement,
        plane: PlaneEvidence
    ) -> CalibrationDecision {
        var plane = plane
        var regionLines = regions.lines
        let names = rivals.map(\.name).joined(separator: ", ")
        let limit = (options.relativeTolerance * 100).decimal(places: 0)
        let remedy = "\(names) differ by more than \(limit) %; correct or remove the wrong one"
        for region in regions.trusted {
            regionLines[region.index].judgement =
                rivals.isEmpty ? .refused("a stated spacing is invalid") : .contradicts(remedy)
        }
        for (position, candidate) in plane.candidates.enumerated() {
            plane.judge(
                candidate: position,
                rivals.contains(candidate.basis)
                    ? .contradicts(remedy)
                    : .refused("a stated spacing is invalid or contradictory"))
        }
        return CalibrationDecision(
            scale: .uniform(.unknown(gap)), flags: [], evidence: regionLines + plane.lines)
    }
}

extension RegionJudgement {
    /// The trusted regions and, so that a reason can be given there, the untrusted ones.
    fileprivate var scale: FrameScale {
        .regions(
            trusted.map {
                FrameScale.RegionScale(
                    box: $0.box,
                    calibration: .known(
                        $0.spacing, basis: .ultrasoundRegion($0.index),
                        relativeUncertainty: $0.relativeUncertainty))
            } + untrusted)
    }
}
