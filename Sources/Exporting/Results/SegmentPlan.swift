import Anatomy
import Geometry
import Raster
import Reporting
import StudyModel

/// Which pixels of the masks of a subject belong to which segment.
///
/// In a volume whose midline is known, nerve and measured muscles are segments of each side: a pixel is
/// left or right of the midline.
struct SegmentPlan {
    let segments: [SegmentDescription]
    private let midline: PelvicMidline?
    private let planes: [SlicePlane]
    /// Segment by label, 0 for none.
    private let numbers: [Laterality: [UInt8]]

    /// Muscles that are measured on each side.
    private static let sided: Set<AnatomicalLabel> = [
        .nerve, .piriformis, .obturatorInternus, .quadratusFemoris,
    ]

    /// - Parameter labels: that occur in the masks.
    init(_ subject: ResultSubject, labels: Set<UInt8>, identity: ResultIdentity) {
        midline = subject.volume?.midline
        planes = subject.volume?.geometry.planes ?? []
        let drafts = Self.drafts(subject, labels: labels)
        segments = drafts.enumerated().map { index, draft in
            SegmentDescription(
                number: index + 1, label: draft.label, side: draft.side, of: subject,
                identity: identity)
        }
        var numbers = Laterality.allCases.reduce(into: [Laterality: [UInt8]]()) {
            $0[$1] = [UInt8](repeating: 0, count: 256)
        }
        for (index, draft) in drafts.enumerated() {
            for side in Laterality.allCases where draft.divides.map({ $0 == side }) ?? true {
                numbers[side]?[Int(draft.label.rawValue)] = UInt8(index + 1)
            }
        }
        self.numbers = numbers
    }

    private typealias Draft = (label: AnatomicalLabel, side: Laterality?, divides: Laterality?)

    /// A nerve has its segment even when none is seen: that nothing was found is a finding.
    private static func drafts(_ subject: ResultSubject, labels: Set<UInt8>) -> [Draft] {
        guard let volume = subject.volume else {
            let sides = Set(subject.frames.flatMap { $0.record.nerves.map(\.side) })
            let nerve = (AnatomicalLabel.nerve, sides.count == 1 ? sides.first ?? nil : nil)
            return [(nerve.0, nerve.1, nil)]
                + (labels.contains(MaskLabel.vessel) ? [(.vessel, nil, nil)] : [])
        }
        let present = AnatomicalLabel.allCases.filter { label in
            label != .background && (label == .nerve || labels.contains(label.rawValue))
        }
        return present.flatMap { label -> [Draft] in
            guard volume.midline != nil, sided.contains(label) else { return [(label, nil, nil)] }
            return Laterality.allCases.map { (label, $0, $0) }
        }
    }

    /// The segment of a label on a side; `nil` when there is none.
    func segment(_ label: AnatomicalLabel, _ side: Laterality) -> SegmentDescription? {
        segments.first { $0.label == label && $0.side == side }
    }

    /// The segment of every pixel, 0 for none.
    ///
    /// - Parameter place: of the frame among those of the subject, from 0.
    func segmentNumbers(of mask: LabelPlane, place: Int) -> [UInt8] {
        guard let left = numbers[.left], let right = numbers[.right] else { return [] }
        guard let midline else { return mask.samples.map { left[Int($0)] } }
        let plane = planes[place]
        func offset(_ column: Double, _ row: Double) -> Double {
            midline.offset(of: plane.patientPoint(at: PixelPoint(column: column, row: row)))
        }
        // Over a plane the distance from another is linear.
        let first = offset(0, 0)
        let (perColumn, perRow) = (offset(1, 0) - first, offset(0, 1) - first)
        var segments: [UInt8] = []
        segments.reserveCapacity(mask.samples.count)
        for row in 0..<mask.size.rows {
            let start = first + perRow * Double(row)
            for column in 0..<mask.size.columns {
                let label = Int(mask.samples[row * mask.size.columns + column])
                let isLeft = start + perColumn * Double(column) > 0
                segments.append(isLeft ? left[label] : right[label])
            }
        }
        return segments
    }
}
