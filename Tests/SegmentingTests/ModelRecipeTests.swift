import Network
import StudyModel
import Testing

@testable import Segmenting

@Suite struct ModelRecipeTests {
    @Test(
        "a model that does not say how it is used is refused",
        arguments: [
            ("preprocessing", nil), ("preprocessing", #"{"version":2,"question_seed":-1}"#),
            (
                "preprocessing",
                #"{"version":1,"size":64,"channels":["grey","seed"],"question_seed":-1}"#
            ), ("preprocessing", #"{"version":2,"size":64,"channels":["grey","seed"]}"#),
            (
                "preprocessing",
                #"{"version":2,"size":64,"channels":["grey","seed"],"question_seed":-2}"#
            ),
            (
                "preprocessing",
                #"{"version":2,"size":20,"channels":["grey","seed"],"question_seed":-1}"#
            ),
            ("preprocessing", #"{"version":2,"size":64,"channels":["grey"],"question_seed":-1}"#),
            (
                "preprocessing",
                #"{"version":2,"size":64,"channels":["grey","colour"],"question_seed":-1}"#
            ),
            (
                "preprocessing",
                #"""
                {"version":2,"size":64,"channels":["grey","seed"],"question_seed":-1,
                "seed_sigma":0}
                """#
            ), ("labels", #"["background","vessel"]"#),
            ("labels", #"["background","vessel","bone","nerve"]"#), ("labels", "nerve"),
            ("outline_convention", nil), ("outline_convention", "mine"), ("decision", nil),
            (
                "decision",
                #"""
                {"tta":"rotate","refine":false,"candidate_threshold":0.4,"outline_threshold":0.5,
                "min_area":12,"max_candidates":4,"overlap":0.3}
                """#
            ),
            (
                "decision",
                #"""
                {"tta":"none","refine":false,"candidate_threshold":0.4,"outline_threshold":1,
                "min_area":12,"max_candidates":4,"overlap":0.3}
                """#
            ),
            (
                "confidence",
                #"""
                {"features":["luck"],"mean":[0],"scale":[1],"weights":[2],"bias":0,
                "abstain_below":0.25,"flag_below":0.6}
                """#
            ),
            (
                "confidence",
                #"""
                {"features":["sharpness"],"mean":[0],"scale":[0],"weights":[2],"bias":0,
                "abstain_below":0.25,"flag_below":0.6}
                """#
            ),
            (
                "confidence",
                #"""
                {"features":["sharpness","margin"],"mean":[0],"scale":[1],"weights":[2],"bias":0,
                "abstain_below":0.25,"flag_below":0.6}
                """#
            ), ("interval", #"{"bins":[]}"#),
            ("interval", #"{"bins":[{"from":0,"low":-1,"high":2}]}"#),
        ] as [(String, String?)])
    func refused(key: String, value: String?) throws {
        var tiny = TinyModel()
        tiny.metadata[key] = value
        let model = try tiny.model()
        #expect {
            try Segmenter(model: model)
        } throws: {
            guard case .modelUnusable(let reason)? = $0 as? SegmentingError else { return false }
            return !reason.isEmpty
        }
    }

    @Test("confidence is logistic in the standardised features")
    func confidence() {
        let model = ConfidenceModel(
            terms: [
                .init(feature: .meanProbability, weight: 2, mean: 0.8, deviation: 0.1),
                .init(feature: .margin, weight: -1, mean: 0, deviation: 0.5),
            ], bias: 0.3, abstainBelow: 0.2, flagBelow: 0.5)
        // 0.3 + 2 · 1 − 1 · 0.4 = 1.9
        let value = model.confidence([.meanProbability: 0.9, .margin: 0.2])
        #expect(abs((value ?? 0) - 0.869_891_525_637) < 1e-9)
        #expect(model.confidence([.meanProbability: 0.9]) == nil)
    }

    @Test(
        "the last bin that a confidence reaches gives the interval",
        arguments: [(0.1, 0.5), (0.59, 0.5), (0.6, 0.8), (1, 0.8), (-1, 0.5)])
    func interval(confidence: Double, low: Double) {
        let interval = AreaInterval(bins: [
            .init(fromConfidence: 0, factors: 0.5...2),
            .init(fromConfidence: 0.6, factors: 0.8...1.25),
        ])
        #expect(interval.factors(atConfidence: confidence)?.lowerBound == low)
    }
}
