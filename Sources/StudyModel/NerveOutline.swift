import Anatomy
import Geometry
import Raster

/// Who drew an outline.
package enum Provenance: String, Hashable, Sendable, CaseIterable {
    case automatic
    case seeded
    case edited
}

/// Which border an outline follows. Areas of different conventions are never compared.
package enum OutlineConvention: String, Hashable, Sendable, CaseIterable {
    /// The outer border, echogenic rim included: the convention of the ultrasound labels.
    case outerBorderWithEchogenicRim
    case outerEpineurium
    /// The operator's own outline or mask; the convention is theirs.
    case operatorDrawn
}

/// One nerve found in one frame.
package struct NerveOutline: Hashable, Sendable {
    package let frame: FrameID
    package let outline: Outline
    package let provenance: Provenance
    package let convention: OutlineConvention
    /// 1 is the most likely nerve of the frame.
    package let rank: Int
    package let name: NerveName
    /// Estimated chance that this is a nerve outlined acceptably, 0…1; `nil` when drawn by hand.
    package let confidence: Double?
    /// 95 % model interval of area as factors of the area; `nil` when drawn by hand.
    package let areaFactors: ClosedRange<Double>?
    package let flags: [QualityFlag]

    package init(
        frame: FrameID, outline: Outline, provenance: Provenance, convention: OutlineConvention,
        rank: Int, name: NerveName = .unspecified, confidence: Double? = nil,
        areaFactors: ClosedRange<Double>? = nil, flags: [QualityFlag] = []
    ) {
        self.frame = frame
        self.outline = outline
        self.provenance = provenance
        self.convention = convention
        self.rank = rank
        self.name = name
        self.confidence = confidence
        self.areaFactors = areaFactors
        self.flags = flags
    }
}

/// What segmentation says about one frame.
package struct Segmentation: Sendable {
    package let outcome: Outcome<[NerveOutline], AbstentionReason>
    /// Labels on the frame's pixel grid: 1 nerve, 2 vessel.
    package let labels: LabelPlane
    /// The ultrasound picture inside the frame, without margins and burned-in text.
    package let content: PixelBox?

    package init(
        outcome: Outcome<[NerveOutline], AbstentionReason>, labels: LabelPlane,
        content: PixelBox? = nil
    ) {
        self.outcome = outcome
        self.labels = labels
        self.content = content
    }
}

/// What a person gives for one frame, in its pixels.
package enum Seed: Hashable, Sendable {
    /// A point inside the nerve.
    case point(PixelPoint)
    /// A box around the nerve.
    case box(PixelBox)
    /// A finished outline, measured as it is.
    case outline(Outline)
    /// A finished mask of the frame's size: value 1 is nerve.
    case mask(LabelPlane)
    /// The reader says that there is no nerve in the frame.
    case noNerve
}
