import Anatomy

/// One image as a reference and another reader saw it.
package struct ReadingPair: Hashable, Sendable {
    package enum Status: String, Hashable, Sendable, CaseIterable {
        /// Both readers said something that can be compared, be it that there is no nerve.
        case compared
        /// The other reader declined; a nerve of the reference counts as missed.
        case abstained
        /// The other reader could not read the image; it counts nowhere.
        case notMeasured
        /// The two do not compare, for the reason given.
        case failed
        case onlyReference
        case onlyAgainst
    }

    package enum AreaUnit: String, Hashable, Sendable, CaseIterable {
        case squareMillimetres = "mm2"
        case pixels = "{pixels}"
    }

    /// The area that either reader found in the image.
    package struct Areas: Hashable, Sendable {
        package let unit: AreaUnit
        package let reference: Double
        package let against: Double

        package init(unit: AreaUnit, reference: Double, against: Double) {
            self.unit = unit
            self.reference = reference
            self.against = against
        }

        package var mean: Double { (reference + against) / 2 }
        package var difference: Double { against - reference }
    }

    /// Path of the image without its extension.
    package let key: String
    package let frame: Int?
    package var subject: String
    package var side: Laterality?
    package var level: GlutealLevel?
    package var status: Status
    /// A word and a sentence, unless `compared`.
    package var reason: Reason?
    package var masks: MaskComparison?
    /// `nil` unless both readers found an area, in one unit.
    package var areas: Areas?
    /// Whether the reference states an area of an image that the other reader declined.
    package var hasReferenceArea = false

    package struct Reason: Hashable, Sendable {
        package let code: String
        package let explanation: String

        package init(code: String, explanation: String) {
            self.code = code
            self.explanation = explanation
        }
    }

    /// - Parameter subject: the image itself when nothing is known of its patient.
    package init(key: String, frame: Int?, subject: String? = nil, status: Status) {
        self.key = key
        self.frame = frame
        self.subject = subject ?? key
        self.status = status
    }

    /// Whether the other reader declined an image with a nerve in the reference.
    package var isDeclinedWithNerve: Bool {
        status == .abstained && (hasReferenceArea || (masks?.overlap.first ?? 0) > 0)
    }

    /// Whether the image enters figures over all images: it was compared or abstained on.
    package var isCounted: Bool { status == .compared || status == .abstained }

    /// Dice of an image with a nerve in the reference: 0 when nothing was drawn.
    package var diceOverall: Double? {
        guard isCounted, let masks, masks.overlap.first > 0 else { return nil }
        return masks.overlap.dice
    }

    /// Dice of an image on which both readers drew a nerve.
    package var diceMeasured: Double? {
        guard status == .compared, let masks, masks.overlap.first > 0, masks.overlap.second > 0
        else { return nil }
        return masks.overlap.dice
    }
}
