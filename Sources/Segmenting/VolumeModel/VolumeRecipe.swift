import Anatomy
import Network
import StudyModel

/// What an MR model file says about its own use.
package struct VolumeRecipe: Hashable, Sendable {
    /// What each output plane stands for.
    let labels: [AnatomicalLabel]
    let nervePlane: Int
    /// mm of a network pixel when a slice is seen whole, and when a nerve is looked at again.
    let coarse: Double
    let fine: Double
    /// Side of a view of a nerve, network pixels, and the rim of it that is not believed.
    let fineSide: Int
    let rim: Int
    /// Width of the bump that stands for a person's point, network pixels.
    let seedSigma: Float
    /// A nerve that comes no nearer to where one is expected is another one, mm.
    let reach: Double
    /// Nerve probability that makes a candidate, and mm² below which it makes none.
    let candidateThreshold: Float
    let smallestCandidate: Double
    /// Views of nerves in a slice.
    let mostViews: Int
    /// Percentiles of a volume's grey levels that become −1 and +1.
    let low: Double
    let high: Double
    /// Grey levels stay within ± this.
    let cap: Float
    package let convention: OutlineConvention
    /// What was measured on unseen volumes; without a statement nothing is believed.
    let trust: LabelTrust

    package init(_ model: NetworkModel) throws(SegmentingError) {
        try self.init(metadata: model.metadata)
        guard labels.count == model.outputChannels, model.inputChannels == Self.channels else {
            throw .modelUnusable("its planes are not those of a volume model")
        }
    }

    init(metadata: [String: String]) throws(SegmentingError) {
        let reader = MetadataReader(metadata)
        let names: [String] = try reader.required("labels")
        let labels = names.compactMap { name in
            AnatomicalLabel.allCases.first { $0.name == name }
        }
        guard labels.count == names.count, let nerve = labels.firstIndex(of: .nerve) else {
            throw .modelUnusable("its labels are not those of a volume")
        }
        self.labels = labels
        nervePlane = nerve
        let stated: StatedVolumePreprocessing = try reader.required("preprocessing")
        guard stated.version == 102 else {
            throw .modelUnusable(
                "it was trained with preprocessing \(stated.version); this version knows 102")
        }
        (coarse, fine, fineSide, rim) = (
            stated.coarse_mm, stated.fine_mm, stated.fine_side, stated.rim
        )
        (low, high, cap) = (stated.low_percentile, stated.high_percentile, Float(stated.cap))
        seedSigma = Float(stated.seed_sigma)
        let decision: StatedVolumeDecision = try reader.required("decision")
        candidateThreshold = Float(decision.candidate_threshold)
        smallestCandidate = decision.smallest_candidate_mm2
        mostViews = decision.most_views
        reach = decision.reach_mm
        guard
            let convention = metadata["outline_convention"].flatMap(
                OutlineConvention.init(rawValue:))
        else { throw .modelUnusable("its outline convention is not stated or unknown") }
        self.convention = convention
        trust = LabelTrust(
            borderError: try Self.borderError(reader),
            holdsForSurroundings: try reader.optional("holds_for_surroundings") ?? false)
        guard isSound else { throw .modelUnusable("a number in its metadata is out of range") }
    }

    private static func borderError(
        _ reader: MetadataReader
    ) throws(SegmentingError) -> ClosedRange<Double>? {
        guard let ends: [Double] = try reader.optional("border_error_mm") else { return nil }
        guard ends.count == 2, ends[0] < ends[1], ends.allSatisfy({ abs($0) < 3 }) else {
            throw .modelUnusable("its error of borders is out of range")
        }
        return ends[0]...ends[1]
    }

    /// The slice itself, its lower and its upper neighbour, and a person's point.
    static let channels = 4

    private var isSound: Bool {
        (0.2...4).contains(coarse) && (0.1...coarse).contains(fine) && fineSide % 16 == 0
            && (32...512).contains(fineSide) && (0..<fineSide / 3).contains(rim)
            && candidateThreshold > 0 && candidateThreshold < 1 && smallestCandidate >= 0
            && (1...16).contains(mostViews) && 0 <= low && low < high && high <= 100 && cap > 0
            && (0.5...20).contains(seedSigma) && (0.5...20).contains(reach)
    }
}

// Names are those of the JSON keys.
// swift-format-ignore: AlwaysUseLowerCamelCase
struct StatedVolumePreprocessing: Decodable {
    let version: Int
    let coarse_mm: Double
    let fine_mm: Double
    let fine_side: Int
    let rim: Int
    let low_percentile: Double
    let high_percentile: Double
    let cap: Double
    let seed_sigma: Double
}

// swift-format-ignore: AlwaysUseLowerCamelCase
struct StatedVolumeDecision: Decodable {
    let candidate_threshold: Double
    let smallest_candidate_mm2: Double
    let most_views: Int
    let reach_mm: Double
}
