import Geometry
import Raster
import StudyModel
import Tracing

/// Labels the pixels of one frame whose centres lie inside outlines.
struct Labelling {
    private let labels: LabelPlane
    private let content: PixelBox

    /// - Parameter content: what of the frame may be shown.
    init(_ frame: Frame, content: PixelBox, vessels: [Outline] = []) {
        var labels = LabelPlane(size: frame.luminance.size, filledWith: MaskLabel.background)
        for vessel in vessels { labels.fill(vessel, with: MaskLabel.vessel) }
        self.labels = labels
        self.content = content
    }

    func abstention(_ reason: AbstentionReason) -> Segmentation {
        Segmentation(outcome: .abstained(reason), labels: labels, content: content)
    }

    func segmentation(_ nerves: [NerveOutline]) -> Segmentation {
        var labels = labels
        for nerve in nerves { labels.fill(nerve.outline, with: MaskLabel.nerve) }
        return Segmentation(outcome: .value(nerves), labels: labels, content: content)
    }
}
