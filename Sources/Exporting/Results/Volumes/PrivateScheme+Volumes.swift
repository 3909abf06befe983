import Anatomy
import StudyModel

/// Codes for what is said of MR volumes.
extension PrivateScheme {
    static let level = code("LEVEL", "Level of the deep gluteal space")
    static let obliquity = code("OBLIQUITY", "Angle between nerve and normal of slice")
    static let areaOfParts = code("PARTS-AREA", "Area of all parts of the nerve")
    static let perpendicularAreaOfParts = code(
        "PARTS-PERPENDIC", "Area of all parts at right angles to the nerve")
    static let heterogeneity = code(
        "HETEROGENEITY", "Standard deviation of the signal by its mean")
    static let referenceMuscle = code("REFERENCE-MUSCLE", "Muscle that signal is compared with")
    static let referenceSignal = code("REFERENCE-SIGNAL", "Median signal of the reference muscle")
    static let referenceArea = code("REFERENCE-AREA", "Area of the reference muscle")
    static let signalGap = code("NO-SIGNAL", "Why there is no signal ratio")
    static let thickness = code("THICKNESS", "Thickness of the thickest section")
    static let muscleRatio = code("MUSCLE-RATIO", "Signal by that of the reference muscle")
    static let positioning = code("POSITIONING", "Uncertainty by unknown hip rotation")
    static let compared = code("COMPARED", "What is compared between the sides")
    static let sideDifference = code("SIDE-DIFFERENCE", "Left less right, of medians")
    static let sideDifferencePercent = code(
        "SIDE-DIFF-PERC", "Left less right by the mean of both")
    static let notCompared = code("NOT-COMPARED", "Why the sides are not compared")
    static let verdict = code("VERDICT", "What the rules say of the finding")
    static let aspect = code("ASPECT", "Whether of the structure or of the nerve beside it")
    static let rule = code("RULE", "Rule that was tried, its source and its numbers")
    static let remark = code("REMARK", "Remark")

    static func code(_ space: GlutealSpace) -> Code {
        switch space {
        case .ischiofemoral: code("SPACE-ISCHIOFEM", "Ischiofemoral space")
        case .quadratusFemoris: code("SPACE-QUADRATUS", "Quadratus femoris space")
        }
    }

    static let hamstringOrigin = code("HAMSTRING-ORIGIN", "Hamstring origin")

    static func code(_ structure: MeasuredStructure) -> Code {
        structure.label.map(Code.structure) ?? hamstringOrigin
    }

    /// - Parameter nerve: of the whole nerve.
    static func code(_ site: FindingSite, nerve: Code) -> Code {
        switch site {
        case .piriformis: .structure(.piriformis)
        case .obturatorInternusGemelli: .structure(.obturatorInternus)
        case .ischiofemoral: code(GlutealSpace.ischiofemoral)
        case .hamstringOrigin: hamstringOrigin
        case .diffuse: nerve
        }
    }

    static func code(_ verdict: FindingVerdict) -> Code {
        switch verdict {
        case .supported: code("SUPPORTED", "Supported by a rule")
        case .notSeen: code("NOT-SEEN", "Not seen")
        case .notAssessable: code("NOT-ASSESSABLE", "Not assessable")
        }
    }

    static func code(_ aspect: FindingAspect) -> Code {
        switch aspect {
        case .structure: code("STRUCTURE", "Structure")
        case .nerve: code("NERVE", "Nerve beside the structure")
        }
    }
}

extension MeasuredStructure {
    /// Of its pixels; the hamstring origin is part of a label only.
    var label: AnatomicalLabel? {
        switch self {
        case .piriformis: .piriformis
        case .obturatorInternusGemelli: .obturatorInternus
        case .quadratusFemoris: .quadratusFemoris
        case .hamstringOrigin: nil
        }
    }
}
