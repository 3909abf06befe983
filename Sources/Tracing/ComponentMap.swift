import Raster

/// The 8-connected components of one label: an index per pixel, -1 elsewhere.
///
/// Components are numbered in scan order of their first pixel.
struct ComponentMap {
    let size: PlaneSize
    private let parts: Components

    init(label: UInt8, in plane: LabelPlane) {
        size = plane.size
        parts = Components(columns: plane.size.columns, rows: plane.size.rows) {
            plane.samples[$0] == label
        }
    }

    var indices: [Int32] { parts.indices }
    var pixelCounts: [Int] { parts.counts }

    /// The component at a pixel; `nil` off the label and off the plane.
    func component(column: Int, row: Int) -> Int? {
        guard column >= 0, row >= 0, column < size.columns, row < size.rows else { return nil }
        let index = indices[row * size.columns + column]
        return index < 0 ? nil : Int(index)
    }
}
