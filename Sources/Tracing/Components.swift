/// The connected parts of a mask of pixels or voxels: those that share a face, an edge or a corner
/// belong together. Parts are numbered in scan order of their first member.
package struct Components: Sendable {
    /// The part of each voxel, column fastest, slice slowest; -1 outside.
    package private(set) var indices: [Int32]
    /// Members of each part.
    package private(set) var counts: [Int] = []

    /// - Parameter isInside: whether the voxel of an index belongs to the mask.
    package init(columns: Int, rows: Int, slices: Int = 1, isInside: (Int) -> Bool) {
        indices = [Int32](repeating: -1, count: columns * rows * slices)
        let size = (columns: columns, rows: rows, slices: slices)
        for seed in indices.indices where indices[seed] < 0 && isInside(seed) {
            counts.append(flood(from: seed, size, isInside))
        }
    }

    /// Marks everything connected to `seed` and returns the number of its members.
    private mutating func flood(
        from seed: Int, _ size: (columns: Int, rows: Int, slices: Int), _ isInside: (Int) -> Bool
    ) -> Int {
        let part = Int32(counts.count)
        var waiting = [seed]
        var count = 1
        indices[seed] = part
        while let voxel = waiting.popLast() {
            let (line, column) = voxel.quotientAndRemainder(dividingBy: size.columns)
            let (slice, row) = line.quotientAndRemainder(dividingBy: size.rows)
            for nearSlice in max(slice - 1, 0)...min(slice + 1, size.slices - 1) {
                for nearRow in max(row - 1, 0)...min(row + 1, size.rows - 1) {
                    let start = (nearSlice * size.rows + nearRow) * size.columns
                    let last = start + min(column + 1, size.columns - 1)
                    for near in start + max(column - 1, 0)...last
                    where indices[near] < 0 && isInside(near) {
                        indices[near] = part
                        count += 1
                        waiting.append(near)
                    }
                }
            }
        }
        return count
    }
}
