import StudyModel

extension QualityFlag {
    /// One sentence: what the flag says, and what follows for the reader.
    package var explanation: String {
        switch self {
        case .lowConfidence:
            "the outline is uncertain; look at the picture before you use its values"
        case .borderContact: "the outline touches the border of the image; the area may be cut"
        case .severalComponents: "the nerve was found in several parts"
        case .severalNerves: "more than one nerve was found in the frame; ranks tell them apart"
        case .spacingFromPNGResolution:
            "millimetres rest on the resolution of a picture file, which not every program keeps"
        case .spacingFromOperator: "millimetres rest on what the operator stated"
        case .spacingNotFromRegions:
            "millimetres rest on Pixel Spacing, not on calibrated ultrasound regions"
        case .anisotropicSpacing: "rows and columns have different spacing"
        case .gainDependent: "grey levels depend on the gain and compression of the scanner"
        case .coarse: "the nerve has few pixels across; its outline is coarse"
        case .trackingGap:
            "the followed nerve is missing in this frame, or is seen again after a gap"
        case .outlineSelfIntersects: "the outline crosses itself"
        case .burnedInRulerDisagrees: "the ruler in the picture disagrees with the stated spacing"
        }
    }
}
