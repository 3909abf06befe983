/// A value, or the reason why there is none. A reason flows to the report like a value does.
package enum Outcome<Value, Reason> {
    case value(Value)
    case abstained(Reason)
}

extension Outcome: Sendable where Value: Sendable, Reason: Sendable {}
extension Outcome: Equatable where Value: Equatable, Reason: Equatable {}

/// Why a frame that can be read carries no measurement.
package enum AbstentionReason: String, Hashable, Sendable, CaseIterable {
    case noCandidate
    case lowConfidence
    case severalCandidates
    case borderContact
    case tooCoarse
    case readerSaysNoNerve
    case slantedSlice

    /// One sentence for a report.
    package var explanation: String {
        switch self {
        case .noCandidate: "no structure looks like a nerve"
        case .lowConfidence: "the best candidate is too uncertain to measure"
        case .severalCandidates: "several candidates are equally likely"
        case .borderContact: "the nerve touches the border of the image"
        case .tooCoarse: "fewer than 5 pixels across the short axis of the nerve"
        case .slantedSlice:
            "the nerve runs so slantwise through the slice that more than a quarter of its thickness "
                + "is smeared"
        case .readerSaysNoNerve: "the reader marked this frame as showing no nerve"
        }
    }
}

/// A machine-readable remark that lowers trust in a value without withdrawing it.
package enum QualityFlag: String, Hashable, Sendable, CaseIterable {
    case lowConfidence
    case borderContact
    case severalComponents
    case severalNerves
    case spacingFromPNGResolution
    case spacingFromOperator
    /// Ultrasound whose only scale is Pixel Spacing, which is foreign to ultrasound objects.
    case spacingNotFromRegions
    case anisotropicSpacing
    case gainDependent
    case coarse
    /// A frame of a cine in which the nerve that is followed is missing, or is seen again after
    /// frames without it.
    case trackingGap
    case outlineSelfIntersects
    case burnedInRulerDisagrees

    /// False for what holds of every ultrasound echo value and says nothing about this one.
    package var lowersTrust: Bool { self != .gainDependent }
}
