import Foundation
import Network
import StudyModel

/// What a model file says about its own use: how pictures are prepared for it and how its
/// probabilities become nerves.
struct ModelRecipe: Hashable, Sendable {
    /// Side of the network's square input.
    let side: Int
    let channels: [InputChannel]
    /// Of the seed's bump, in network pixels.
    let seedSigma: Double
    /// Of the bump where a candidate is looked at again; 1 where an operator points.
    let questionHeight: Float
    /// Side of a seeded view, as a share of the content's longer side.
    let seedCrop: Double
    /// Output planes.
    let nervePlane: Int
    let vesselPlane: Int?
    let convention: OutlineConvention
    let decision: Decision
    let automatic: Judgement
    let seeded: Judgement

    /// How sure candidates are and how wrong their areas may be. Both `nil` when the model does not
    /// say.
    struct Judgement: Hashable, Sendable {
        let confidence: ConfidenceModel?
        let interval: AreaInterval?
    }

    init(_ model: NetworkModel) throws(SegmentingError) {
        try self.init(metadata: model.metadata)
        guard model.inputChannels == channels.count else {
            throw .modelUnusable(
                "it takes \(model.inputChannels) planes and its metadata name \(channels.count)")
        }
        guard max(nervePlane, vesselPlane ?? 0) < model.outputChannels else {
            throw .modelUnusable("it gives \(model.outputChannels) planes, fewer than its labels")
        }
    }

    init(metadata: [String: String]) throws(SegmentingError) {
        let reader = MetadataReader(metadata)
        let stated: StatedPreprocessing = try reader.required("preprocessing")
        guard stated.version == 2 else {
            throw .modelUnusable(
                "it was trained with preprocessing \(stated.version); this version knows 2")
        }
        guard (16...1024).contains(stated.size), stated.size % 16 == 0 else {
            throw .modelUnusable("its input is \(stated.size) pixels wide; 16 to 1024 are allowed")
        }
        side = stated.size
        channels = try Self.channels(stated.channels)
        seedSigma = stated.seed_sigma ?? 8
        seedCrop = stated.seed_crop ?? 1
        questionHeight = Float(stated.question_seed)
        guard (-1...1).contains(questionHeight) else {
            throw .modelUnusable("its question_seed is outside -1 to 1")
        }
        guard seedSigma > 0, seedCrop > 0, seedCrop <= 1 else {
            throw .modelUnusable("its seed bump or seeded view has no size")
        }
        let labels: [String] = try reader.required("labels")
        guard let nerve = labels.firstIndex(of: "nerve") else {
            throw .modelUnusable("none of its labels is \"nerve\"")
        }
        nervePlane = nerve
        vesselPlane = labels.firstIndex(of: "vessel")
        convention = try Self.convention(metadata["outline_convention"])
        decision = try Decision(reader.required("decision"))
        automatic = try reader.judgement(confidence: "confidence", interval: "interval")
        seeded = try reader.judgement(
            confidence: "seeded_confidence", interval: "seeded_interval")
    }

    private static func channels(_ names: [String]) throws(SegmentingError) -> [InputChannel] {
        var channels: [InputChannel] = []
        for name in names {
            guard let channel = InputChannel(rawValue: name) else {
                throw .modelUnusable("it wants a channel \"\(name.prefix(40))\", which is unknown")
            }
            channels.append(channel)
        }
        return channels
    }

    private static func convention(_ name: String?) throws(SegmentingError) -> OutlineConvention {
        guard let convention = name.flatMap(OutlineConvention.init(rawValue:)) else {
            throw .modelUnusable("its outline convention is not stated or unknown")
        }
        return convention
    }
}

/// How probabilities become candidates (scripts/training/DECISION.md).
struct Decision: Hashable, Sendable {
    /// Whether the mirrored view is run too, and the probabilities averaged.
    let flip: Bool
    /// Whether every candidate is looked at again in a view of its own.
    let refine: Bool
    /// Groups of the whole content that reach it are candidates.
    let candidateThreshold: Float
    /// Probability on the outline.
    let outlineThreshold: Float
    /// Smaller groups, in network pixels, are no candidates.
    let minimumArea: Int
    /// Candidates that are looked at, largest first.
    let mostCandidates: Int
    /// A candidate of which a larger share lies on a more confident one is dropped.
    let overlap: Double

    /// Network pixels from a seed within which a nerve counts as found there.
    static let seedRadius = 3.0

    init(_ stated: StatedDecision) throws(SegmentingError) {
        guard ["none", "flip"].contains(stated.tta) else {
            throw .modelUnusable("its test-time augmentation is unknown; known are none and flip")
        }
        flip = stated.tta == "flip"
        refine = stated.refine
        candidateThreshold = Float(stated.candidate_threshold)
        outlineThreshold = Float(stated.outline_threshold)
        minimumArea = stated.min_area
        mostCandidates = stated.max_candidates
        overlap = stated.overlap
        guard candidateThreshold > 0, candidateThreshold < 1, outlineThreshold > 0,
            outlineThreshold < 1, minimumArea > 0, (1...64).contains(mostCandidates), overlap >= 0
        else { throw .modelUnusable("a number in its \"decision\" is out of range") }
    }
}
