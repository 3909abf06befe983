import Foundation

/// Reads the JSON values in a model's metadata.
struct MetadataReader {
    private let metadata: [String: String]

    init(_ metadata: [String: String]) { self.metadata = metadata }

    func optional<Value: Decodable>(_ key: String) throws(SegmentingError) -> Value? {
        guard let text = metadata[key] else { return nil }
        do {
            return try JSONDecoder().decode(Value.self, from: Data(text.utf8))
        } catch {
            throw .modelUnusable("its metadata \"\(key)\" are not what this version reads")
        }
    }

    func required<Value: Decodable>(_ key: String) throws(SegmentingError) -> Value {
        guard let value: Value = try optional(key) else {
            throw .modelUnusable("its metadata have no \"\(key)\"")
        }
        return value
    }
}

// Metadata as files state them; names are those of the JSON keys.
// swift-format-ignore: AlwaysUseLowerCamelCase
struct StatedPreprocessing: Decodable {
    let version: Int
    let size: Int
    let channels: [String]
    let seed_sigma: Double?
    let seed_crop: Double?
    let question_seed: Double
}

// swift-format-ignore: AlwaysUseLowerCamelCase
struct StatedDecision: Decodable {
    let tta: String
    let refine: Bool
    let candidate_threshold: Double
    let outline_threshold: Double
    let min_area: Int
    let max_candidates: Int
    let overlap: Double
}

// swift-format-ignore: AlwaysUseLowerCamelCase
struct StatedConfidence: Decodable {
    let features: [String]
    let weights: [Double]
    let bias: Double
    let mean: [Double]
    let scale: [Double]
    let abstain_below: Double
    let flag_below: Double
}

struct StatedInterval: Decodable {
    struct Bin: Decodable {
        let from: Double
        let low: Double
        let high: Double
    }

    let bins: [Bin]
}

extension MetadataReader {
    func judgement(
        confidence: String, interval: String
    ) throws(SegmentingError) -> ModelRecipe.Judgement {
        let sureness: StatedConfidence? = try optional(confidence)
        let factors: StatedInterval? = try optional(interval)
        return ModelRecipe.Judgement(
            confidence: try sureness.map { stated throws(SegmentingError) in
                try ConfidenceModel(stated)
            },
            interval: try factors.map { stated throws(SegmentingError) in
                try AreaInterval(stated)
            })
    }
}

extension ConfidenceModel {
    init(_ stated: StatedConfidence) throws(SegmentingError) {
        let count = stated.features.count
        guard stated.weights.count == count, stated.mean.count == count,
            stated.scale.count == count, stated.scale.allSatisfy({ $0 > 0 })
        else { throw .modelUnusable("the lists of its confidence differ in length") }
        var terms: [Term] = []
        for (index, name) in stated.features.enumerated() {
            guard let feature = CandidateFeature(rawValue: name) else {
                throw .modelUnusable(
                    "its confidence needs \"\(name.prefix(40))\", which is unknown")
            }
            terms.append(
                Term(
                    feature: feature, weight: stated.weights[index], mean: stated.mean[index],
                    deviation: stated.scale[index]))
        }
        self.init(
            terms: terms, bias: stated.bias, abstainBelow: stated.abstain_below,
            flagBelow: stated.flag_below)
    }
}

extension AreaInterval {
    init(_ stated: StatedInterval) throws(SegmentingError) {
        let sound = stated.bins.allSatisfy { 0 < $0.low && $0.low <= $0.high && $0.high.isFinite }
        guard !stated.bins.isEmpty, sound else {
            throw .modelUnusable("its interval has no bins, or a bin without factors")
        }
        bins = stated.bins.map { Bin(fromConfidence: $0.from, factors: $0.low...$0.high) }
            .sorted { $0.fromConfidence < $1.fromConfidence }
    }
}
