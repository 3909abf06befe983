import Raster

/// The 8-connected components of one label: an index per pixel, -1 elsewhere.
///
/// Components are numbered in scan order of their first pixel.
struct ComponentMap {
    let size: PlaneSize
    private(set) var indices: [Int32]
    private(set) var pixelCounts: [Int] = []

    init(label: UInt8, in plane: LabelPlane) {
        size = plane.size
        indices = [Int32](repeating: -1, count: plane.size.count)
        for seed in plane.samples.indices where plane.samples[seed] == label && indices[seed] < 0 {
            pixelCounts.append(flood(from: seed, label: label, in: plane))
        }
    }

    /// The component at a pixel; `nil` off the label and off the plane.
    func component(column: Int, row: Int) -> Int? {
        guard column >= 0, row >= 0, column < size.columns, row < size.rows else { return nil }
        let index = indices[row * size.columns + column]
        return index < 0 ? nil : Int(index)
    }

    /// Marks everything connected to `seed` and returns the number of pixels.
    private mutating func flood(from seed: Int, label: UInt8, in plane: LabelPlane) -> Int {
        let index = Int32(pixelCounts.count)
        var waiting = [seed]
        var count = 1
        indices[seed] = index
        while let pixel = waiting.popLast() {
            let (row, column) = pixel.quotientAndRemainder(dividingBy: size.columns)
            for nearRow in max(row - 1, 0)...min(row + 1, size.rows - 1) {
                for nearColumn in max(column - 1, 0)...min(column + 1, size.columns - 1) {
                    let near = nearRow * size.columns + nearColumn
                    guard indices[near] < 0, plane.samples[near] == label else { continue }
                    indices[near] = index
                    count += 1
                    waiting.append(near)
                }
            }
        }
        return count
    }
}
