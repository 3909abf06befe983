import Statistics

/// Distances from each surface voxel of a mask to the nearest of the other, both ways, in the unit of
/// the spacing. Surface voxels and both summaries follow MedPy.
package struct SurfaceDistances: Hashable, Sendable {
    package let fromFirst: [Double]
    package let fromSecond: [Double]
    /// The 95th percentile of all distances of both ways together.
    package let hausdorff95: Double
    /// The mean of all distances of both ways together, as in MedPy from 0.5.
    package let averageSymmetric: Double

    /// `nil` when a mask is empty, when the masks have several slices whose distance is not known,
    /// and for a spacing so large that no distance is finite.
    ///
    /// - Precondition: equal sizes.
    package init?(_ first: BinaryMask, _ second: BinaryMask, spacing: GridSpacing) {
        precondition(first.size == second.size, "masks of one grid")
        guard let box = VoxelBox(of: [first, second]), !first.isEmpty, !second.isEmpty,
            first.size.slices == 1 || spacing.betweenSlices != nil
        else { return nil }
        // Both surfaces lie in the box: no voxel outside can be nearest.
        let surfaces = [first, second].map { mask in mask.surface.map { box.index(of: $0) } }
        let fields = surfaces.compactMap {
            DistanceField(to: $0, size: box.size, spacing: spacing)
        }
        guard fields.count == 2 else { return nil }
        fromFirst = surfaces[0].map { fields[1][$0] }
        fromSecond = surfaces[1].map { fields[0][$0] }
        guard let all = try? Sample(fromFirst + fromSecond) else { return nil }
        hausdorff95 = all.quantile(0.95)
        averageSymmetric = all.mean
    }
}

/// The smallest box that holds the voxels of some masks of one grid.
private struct VoxelBox {
    let size: MaskSize
    private let grid: MaskSize
    private let first: (column: Int, row: Int, slice: Int)

    /// `nil` when no mask has a voxel.
    init?(of masks: [BinaryMask]) {
        guard let grid = masks.first?.size else { return nil }
        var low = (column: grid.columns, row: grid.rows, slice: grid.slices)
        var high = (column: -1, row: -1, slice: -1)
        for index in masks[0].voxels.indices where masks.contains(where: { $0.voxels[index] }) {
            let place = Self.place(of: index, in: grid)
            low = (
                min(low.column, place.column), min(low.row, place.row), min(low.slice, place.slice)
            )
            high = (
                max(high.column, place.column), max(high.row, place.row),
                max(high.slice, place.slice)
            )
        }
        guard
            let size = MaskSize(
                columns: high.column - low.column + 1, rows: high.row - low.row + 1,
                slices: high.slice - low.slice + 1)
        else { return nil }
        self.size = size
        self.grid = grid
        first = low
    }

    /// The index in the box of a voxel of the grid.
    func index(of voxel: Int) -> Int {
        let place = Self.place(of: voxel, in: grid)
        return (place.column - first.column)
            + size.columns * ((place.row - first.row) + size.rows * (place.slice - first.slice))
    }

    private static func place(
        of index: Int, in grid: MaskSize
    ) -> (column: Int, row: Int, slice: Int) {
        let (line, column) = index.quotientAndRemainder(dividingBy: grid.columns)
        let (slice, row) = line.quotientAndRemainder(dividingBy: grid.rows)
        return (column, row, slice)
    }
}
