import Anatomy
import Geometry

/// One sciatic nerve found in the slices of a volume, from one end to the other.
package struct NervePath: Hashable, Sendable {
    /// The nerve in one slice.
    package struct Section: Hashable, Sendable {
        /// From 0, in the order of the volume.
        package let slice: Int
        /// In pixels, largest first; several where the nerve is divided.
        package let outlines: [Outline]
        /// Of the areas of all outlines.
        package let centre: PatientPoint
        package let flags: [QualityFlag]
        /// Whether a person drew the outlines; else they are as the whole path is.
        package let isDrawn: Bool

        package init(
            slice: Int, outlines: [Outline], centre: PatientPoint, flags: [QualityFlag],
            isDrawn: Bool = false
        ) {
            self.slice = slice
            self.outlines = outlines
            self.centre = centre
            self.flags = flags
            self.isDrawn = isDrawn
        }
    }

    package let side: Laterality
    package let provenance: Provenance
    /// By slice, at least one.
    package let sections: [Section]

    package init(side: Laterality, provenance: Provenance, sections: [Section]) {
        self.side = side
        self.provenance = provenance
        self.sections = sections
    }

    /// Slices between the ends in which the nerve was not found. Nothing is measured in them.
    package var gaps: [Int] {
        zip(sections, sections.dropFirst()).flatMap { Array($0.slice + 1..<$1.slice) }
    }
}

/// Why there is no path on one side of the body.
package enum PathAbsence: String, Hashable, Sendable, CaseIterable {
    case noCandidate
    case tooShort
    case sideUnknown
    case seedMissesNerve
    case drawnOutlineApart

    /// One sentence for a report.
    package var explanation: String {
        switch self {
        case .noCandidate: "nothing on this side looks like the nerve"
        case .tooShort: "the nerve was found in too few slices to be followed"
        case .sideUnknown:
            "the midline of the pelvis could not be found, so that a side would be a guess"
        case .seedMissesNerve: "no candidate lies within reach of the seed"
        case .drawnOutlineApart:
            "an outline that was drawn is not on a path that a nerve can take through its slices, or "
                + "it is smaller than 4 or larger than 400 mm²"
        }
    }
}
