import Geometry
import Raster

/// Why a frame cannot be segmented as asked: the request is wrong, not the picture.
package enum SegmentingError: Error, Hashable, Sendable {
    /// A point lies outside the frame.
    case pointOutsideFrame(PixelPoint, PlaneSize)
    /// A box leaves the frame.
    case boxOutsideFrame(PixelBox, PlaneSize)
    /// Vertex `index` of an outline leaves the frame.
    case outlineOutsideFrame(vertex: Int, PixelPoint, PlaneSize)
    case maskSizeDiffers(found: PlaneSize, frame: PlaneSize)
    /// No 8-connected group of nerve pixels reaches the smallest area.
    case maskWithoutNerve(largestGroup: Int, smallestAllowed: Int)
    /// "No nerve" stands beside another seed.
    case contradictorySeeds
    /// The frame is smaller than the network or an outline can use.
    case frameTooSmall(PlaneSize, smallestSide: Int)
    /// A search was asked for and no model was given.
    case modelMissing
    /// The model cannot be run, with the reason in words.
    case modelUnusable(String)

    /// One sentence: what, where, found, allowed, remedy.
    package var message: String {
        switch self {
        case .pointOutsideFrame(let point, let size):
            "seed point \(text(point)) lies outside the \(text(size)) frame; "
                + "give column and row in pixels, (0, 0) being the centre of the first"
        case .boxOutsideFrame(let box, let size):
            "seed box at column \(box.column), row \(box.row) of \(box.columns) × \(box.rows) "
                + "pixels leaves the \(text(size)) frame; give a box inside it"
        case .outlineOutsideFrame(let vertex, let point, let size):
            "vertex \(vertex) of the seed outline, \(text(point)), lies outside the "
                + "\(text(size)) frame; give pixel positions of this frame"
        case .maskSizeDiffers(let found, let frame):
            "the seed mask is \(text(found)) and the frame \(text(frame)); "
                + "give a mask on the frame's own pixel grid"
        case .maskWithoutNerve(let largest, let smallest):
            "the largest group of nerve pixels (value 1) in the seed mask has \(largest) pixels; "
                + "at least \(smallest) are needed, or say that there is no nerve"
        case .contradictorySeeds:
            "the seeds of this frame say both that there is no nerve and where it is; keep one"
        case .frameTooSmall(let size, let side):
            "the frame is \(text(size)); at least \(side) pixels on each side are needed"
        case .modelMissing:
            "no model is loaded, so that nothing can be searched for; give one, or a finished "
                + "outline or mask as seed"
        case .modelUnusable(let reason):
            "the model cannot be run: \(reason)"
        }
    }

    private func text(_ size: PlaneSize) -> String { "\(size.columns) × \(size.rows) pixel" }

    private func text(_ point: PixelPoint) -> String { "(\(point.column), \(point.row))" }
}
