import Geometry
import StudyModel

/// A group of likely nerve pixels, outlined.
struct Candidate: Sendable {
    let outline: Outline
    /// `nil` when the model carries no confidence.
    let confidence: Double?
    /// 95 % model interval of area, as factors of it.
    let areaFactors: ClosedRange<Double>?
    let features: [CandidateFeature: Double]
    /// Share of the outline's length that runs along the border of the view.
    let borderShare: Double

    /// `nil` when the group encloses nothing.
    init?(
        _ outlined: OutlinedGroup, level: Float, features: [CandidateFeature: Double],
        judgement: ModelRecipe.Judgement
    ) {
        let probabilities = outlined.probabilities
        guard
            let outline = PlaneOutline.outline(
                of: outlined.group, in: outlined.groups, plane: probabilities.nerve, level: level,
                view: probabilities.view)
        else { return nil }
        self.outline = outline
        self.features = features
        let confidence = judgement.confidence?.confidence(features)
        self.confidence = confidence
        areaFactors = confidence.flatMap { judgement.interval?.factors(atConfidence: $0) }
        borderShare = outline.share(alongBorderOf: probabilities.view.box)
    }

    /// What candidates are ranked by.
    var merit: Double { confidence ?? features[.meanProbability] ?? 0 }
}

extension [Candidate] {
    /// Most confident first, without those that lie on a more confident one: their overlap is more
    /// than `share` of the smaller area.
    func ranked(droppingOverlapAbove share: Double) -> [Candidate] {
        var kept: [Candidate] = []
        for candidate in sorted(by: { $0.merit > $1.merit }) {
            let isNew = kept.allSatisfy { $0.outline.overlap(with: candidate.outline) <= share }
            if isNew { kept.append(candidate) }
        }
        return kept
    }
}
