import Geometry
import Raster
import StudyModel
import Tracing

/// What the seeds of one frame ask for, checked against the frame.
struct SeedRequest {
    /// Finished outlines, in seed order; the components of one mask follow each other.
    var drawn: [Drawn] = []
    /// What is to be searched for, in seed order.
    var searches: [Search] = []
    var saysNoNerve = false

    struct Drawn {
        let outline: Outline
        /// Outlines that come from the same mask.
        let siblings: Int
    }

    enum Search: Hashable {
        case point(PixelPoint)
        case box(PixelBox)
    }

    /// Groups of fewer pixels in a mask are specks, not nerves.
    static let smallestMaskGroup = 9

    init(_ seeds: [Seed], frame: Frame) throws(SegmentingError) {
        for seed in seeds { try add(seed, frame: frame) }
        guard !saysNoNerve || (drawn.isEmpty && searches.isEmpty) else {
            throw .contradictorySeeds
        }
    }

    private mutating func add(_ seed: Seed, frame: Frame) throws(SegmentingError) {
        let size = frame.luminance.size
        switch seed {
        case .point(let point):
            guard point.isFinite, frame.bounds.contains(point) else {
                throw .pointOutsideFrame(point, size)
            }
            searches.append(.point(point))
        case .box(let box):
            guard frame.bounds.intersection(box) == box else { throw .boxOutsideFrame(box, size) }
            searches.append(.box(box))
        case .outline(let outline):
            let outside = outline.vertices.firstIndex { !frame.bounds.contains($0) }
            if let outside {
                throw .outlineOutsideFrame(vertex: outside, outline.vertices[outside], size)
            }
            drawn.append(Drawn(outline: outline, siblings: 1))
        case .mask(let mask):
            drawn += try Self.outlines(of: mask, size: size)
        case .noNerve:
            saysNoNerve = true
        }
    }

    private static func outlines(
        of mask: LabelPlane, size: PlaneSize
    ) throws(SegmentingError) -> [Drawn] {
        guard mask.size == size else { throw .maskSizeDiffers(found: mask.size, frame: size) }
        let groups = mask.components(of: MaskLabel.nerve)
        let nerves = groups.filter { $0.pixelCount >= smallestMaskGroup }
        guard !nerves.isEmpty else {
            throw .maskWithoutNerve(
                largestGroup: groups.first?.pixelCount ?? 0, smallestAllowed: smallestMaskGroup)
        }
        return nerves.map { Drawn(outline: $0.outer, siblings: nerves.count) }
    }
}
