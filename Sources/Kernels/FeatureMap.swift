import CSIMD

/// Where a feature map lies in an arena: rows of blocks of columns of 16 channels, or of 1.
///
/// A row of all channels is contiguous, so that work on a few rows stays in the cache. `margin`
/// columns of zeros stand on both sides of each row of a block.
package struct FeatureMap: Hashable, Sendable {
    package static let lanes = 16

    package let columns: Int
    package let rows: Int
    package let blocks: Int
    package let margin: Int
    /// Channels of a block: 16, or 1 where every block is a plane.
    package let pixelStride: Int
    /// Distances in floats.
    package let rowStride: Int
    package let blockStride: Int
    /// Index of column 0 of row 0 of block 0.
    package let origin: Int

    package init(
        columns: Int, rows: Int, blocks: Int, margin: Int, pixelStride: Int = lanes, at start: Int
    ) {
        self.columns = columns
        self.rows = rows
        self.blocks = blocks
        self.margin = margin
        self.pixelStride = pixelStride
        blockStride = (columns + 2 * margin) * pixelStride
        rowStride = blockStride * blocks
        origin = start + margin * pixelStride
    }

    private init(_ whole: FeatureMap, blocks range: Range<Int>) {
        columns = whole.columns
        rows = whole.rows
        blocks = range.count
        margin = whole.margin
        pixelStride = whole.pixelStride
        rowStride = whole.rowStride
        blockStride = whole.blockStride
        origin = whole.origin + range.lowerBound * whole.blockStride
    }

    /// Some of the channel blocks, in place.
    package func slice(blocks range: Range<Int>) -> FeatureMap {
        precondition(range.lowerBound >= 0 && range.upperBound <= blocks, "blocks outside the map")
        return FeatureMap(self, blocks: range)
    }

    /// Floats of a map that is not a slice, up to the next boundary of 16.
    package var count: Int { (rowStride * rows + 15) / 16 * 16 }

    /// Every float that a kernel may touch, margins included.
    var extent: Range<Int> {
        let start = origin - margin * pixelStride
        return start..<(start + (rows - 1) * rowStride + blocks * blockStride)
    }

    func index(row: Int, block: Int) -> Int { origin + row * rowStride + block * blockStride }

    var map: cs_map {
        cs_map(
            columns: columns, rows: rows, blocks: blocks, row_stride: rowStride,
            block_stride: blockStride, stored_rows: rows)
    }
}
