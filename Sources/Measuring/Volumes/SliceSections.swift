import Anatomy
import Geometry
import StudyModel
import Tracing

/// The pieces of every measured structure in one slice, of both sides.
struct SliceSections {
    private let sections: [AnatomicalLabel: [LabelSection]]

    private static let labels: [AnatomicalLabel] = [
        .bone, .tendon, .piriformis, .obturatorInternus, .quadratusFemoris, .hamstrings,
    ]
    /// Smaller pieces are noise, mm².
    private static let leastArea = 4.0

    init(_ volume: LabelledVolume, slice: Int) {
        let pixel = volume.geometry.planes[slice].spacing.pixelArea.value
        sections = Self.labels.reduce(into: [:]) { sections, label in
            sections[label] = volume.labels[slice].components(of: label.rawValue)
                .prefix { Double($0.pixelCount) * pixel >= Self.leastArea }
                .map { LabelSection($0.outer, in: slice, of: volume.geometry) }
        }
    }

    /// Of one side of the midline, largest first.
    ///
    /// - Parameter leastArea: smaller pieces are left out, mm².
    func pieces(
        of label: AnatomicalLabel, side: Laterality, midline: PelvicMidline, leastArea: Double = 4
    ) -> [LabelSection] {
        (sections[label] ?? []).filter {
            $0.area >= leastArea && midline.side(of: $0.centre) == side
        }
    }
}
