import Anatomy
import Geometry
import Raster
import StudyModel
import Tracing

/// What an operator decides about segmentation.
package struct SegmentingOptions: Hashable, Sendable {
    /// What outlines are said to be: `unspecified` for `--nerve any`.
    package var name: NerveName

    package init(name: NerveName = .unspecified) { self.name = name }
}

/// Outlines the nerves of one frame at a time.
package struct Segmenter {
    private let options: SegmentingOptions

    package init(options: SegmentingOptions = SegmentingOptions()) { self.options = options }

    /// The nerves of `frame`, ranked, and a label per pixel of it.
    ///
    /// Finished outlines and masks among `seeds` are taken as they are and come first, in seed
    /// order.
    package func segmentation(
        of frame: CalibratedFrame, seeds: [Seed] = []
    ) throws(SegmentingError) -> Segmentation {
        let request = try SeedRequest(seeds, frame: frame.frame)
        if request.saysNoNerve { return abstention(.readerSaysNoNerve, of: frame.frame) }
        guard !seeds.isEmpty else { throw .modelMissing }
        var nerves: [NerveOutline] = []
        for drawn in request.drawn {
            nerves.append(edited(drawn, of: frame.frame, rank: nerves.count + 1))
        }
        for search in request.searches {
            guard let outline = Self.border(of: search, in: frame.frame) else { continue }
            nerves.append(seeded(outline, of: frame.frame, rank: nerves.count + 1))
        }
        guard !nerves.isEmpty else { return abstention(.noCandidate, of: frame.frame) }
        var labels = LabelPlane(size: frame.frame.luminance.size, filledWith: MaskLabel.background)
        for nerve in nerves { labels.fill(nerve.outline, with: MaskLabel.nerve) }
        return Segmentation(outcome: .value(nerves), labels: labels)
    }

    private func abstention(_ reason: AbstentionReason, of frame: Frame) -> Segmentation {
        Segmentation(
            outcome: .abstained(reason),
            labels: LabelPlane(size: frame.luminance.size, filledWith: MaskLabel.background))
    }

    private func edited(_ drawn: SeedRequest.Drawn, of frame: Frame, rank: Int) -> NerveOutline {
        NerveOutline(
            frame: frame.id, outline: drawn.outline, provenance: .edited,
            convention: .operatorDrawn, rank: rank, name: options.name,
            flags: drawn.siblings > 1 ? [.severalComponents] : [])
    }

    private func seeded(_ outline: Outline, of frame: Frame, rank: Int) -> NerveOutline {
        NerveOutline(
            frame: frame.id, outline: outline, provenance: .seeded,
            convention: .outerBorderWithEchogenicRim, rank: rank, name: options.name,
            flags: [.lowConfidence])
    }

    /// The border around a seed by grey levels alone.
    private static func border(of search: SeedRequest.Search, in frame: Frame) -> Outline? {
        let size = frame.luminance.size
        switch search {
        case .point(let point):
            let furthest = Double(min(size.columns, size.rows)) / 5
            return PolarBoundary().outline(
                around: point, in: frame.luminance, distances: min(4, furthest / 2)...furthest)
        case .box(let box):
            let centre = PixelPoint(
                column: Double(box.column) + Double(box.columns - 1) / 2,
                row: Double(box.row) + Double(box.rows - 1) / 2)
            let short = Double(min(box.columns, box.rows))
            let long = Double(max(box.columns, box.rows))
            return PolarBoundary().outline(
                around: centre, in: frame.luminance, distances: short * 0.25...long * 0.6)
        }
    }
}
