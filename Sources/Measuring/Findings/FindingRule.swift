import Anatomy
import StudyModel

/// One rule of a finding: what is looked at, from which number on, and where the number comes from.
struct FindingRule: Sendable {
    enum StructureQuantity: String, Sendable {
        case thickness
        case area
        case signal
    }

    enum Test: Sendable {
        /// The narrowest place of a space, mm.
        case spaceAtMost(GlutealSpace, Double)
        /// A structure by that of the other side.
        case structureFactor(MeasuredStructure, StructureQuantity, Double)
        /// The nerve by that of the other side at the same level, in as many neighbouring slices.
        case nerveRun(ComparedQuantity, GlutealLevel, factor: Double)
        /// The median by that of the other side, at every measured level, two at least.
        case nerveEverywhere(ComparedQuantity, factor: Double)
    }

    let site: FindingSite
    let aspect: FindingAspect
    let test: Test
    let source: String
    let isPublished: Bool

    /// Slices that a change must persist over: single slices cross vessels inside the nerve
    /// (BJR 2017, PMC5858792).
    static let persistence = 3

    /// With its threshold.
    var sentence: String {
        switch test {
        case .spaceAtMost(let space, let limit):
            "\(space.words) at most \(words(limit)) mm"
        case .structureFactor(let structure, let quantity, let factor):
            "\(quantity.rawValue) of \(structure.words) at least \(words(factor)) times that of the "
                + "other side"
        case .nerveRun(let quantity, let level, let factor):
            "\(quantity.words) of the nerve at least \(words(factor)) times that of the other side at the "
                + "same level (\(level.words)), over \(Self.persistence) neighbouring slices or more"
        case .nerveEverywhere(let quantity, let factor):
            "\(quantity.words) of the nerve at least \(words(factor)) times that of the other side at "
                + "every measured level, two levels or more"
        }
    }

    private func words(_ value: Double) -> String { "\(value)" }
}

extension GlutealSpace {
    var words: String {
        self == .ischiofemoral ? "ischiofemoral space" : "quadratus femoris space"
    }
}

extension MeasuredStructure {
    var words: String {
        switch self {
        case .piriformis: "piriformis"
        case .obturatorInternusGemelli: "obturator internus and gemelli"
        case .quadratusFemoris: "quadratus femoris"
        case .hamstringOrigin: "the hamstring origin"
        }
    }
}

extension ComparedQuantity {
    var words: String {
        switch self {
        case .perpendicularArea: "area at right angles"
        case .flatteningRatio: "flattening ratio"
        case .nerveMuscleRatio: "signal by that of muscle"
        }
    }
}

extension GlutealLevel {
    var words: String { rawValue.split(separator: "_").joined(separator: " ") }
}
