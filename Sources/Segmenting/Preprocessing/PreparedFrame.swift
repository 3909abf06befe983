import Geometry
import Kernels
import Raster

/// A frame as training takes it: the content, resized like the network's input but not yet
/// standardised, with its labels on the same grid.
package struct PreparedFrame: Sendable {
    /// Maps the prepared grid to the frame.
    package let view: NetworkView
    /// Grey levels 0…255, rounded.
    package let grey: Plane<UInt8>
    package let labels: LabelPlane?

    /// - Parameters:
    ///   - luminance: of the whole frame, 0…255.
    ///   - labels: of the frame's size.
    ///   - side: longer side of the prepared grid: the network's, or a multiple of it.
    /// - Throws: `SegmentingError.maskSizeDiffers`.
    package init(
        luminance: Plane<Float>, labels: LabelPlane? = nil, side: Int
    ) throws(SegmentingError) {
        if let labels, labels.size != luminance.size {
            throw .maskSizeDiffers(found: labels.size, frame: luminance.size)
        }
        let view = NetworkView(box: ContentBox.find(in: luminance), side: side)
        self.view = view
        let grey = PlaneKernels().resized(luminance, box: view.box, to: view.size)
            .map { UInt8(min(max($0, 0), 255) + 0.5) }
        self.grey = grey
        self.labels = labels.map { Self.nearest($0, on: view, size: grey.size) }
    }

    /// The label of the frame pixel in which each prepared pixel's centre lies.
    private static func nearest(
        _ labels: LabelPlane, on view: NetworkView, size: PlaneSize
    ) -> LabelPlane {
        func source(_ position: Int, count: Int, from start: Int, taken: Int) -> Int {
            start + (2 * position + 1) * taken / (2 * count)
        }
        var result = LabelPlane(size: size, filledWith: 0)
        for row in 0..<size.rows {
            let sourceRow = source(
                row, count: size.rows, from: view.box.row, taken: view.box.rows)
            for column in 0..<size.columns {
                let sourceColumn = source(
                    column, count: size.columns, from: view.box.column, taken: view.box.columns)
                result[column: column, row: row] = labels[column: sourceColumn, row: sourceRow]
            }
        }
        return result
    }
}
