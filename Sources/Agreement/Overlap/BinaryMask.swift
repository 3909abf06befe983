import Raster

/// Columns, rows and slices of a mask; a picture has one slice.
package struct MaskSize: Hashable, Sendable, CustomStringConvertible {
    package let columns: Int
    package let rows: Int
    package let slices: Int

    /// `nil` when a side is not positive or the number of voxels overflows.
    package init?(columns: Int, rows: Int, slices: Int = 1) {
        guard let plane = PlaneSize(columns: columns, rows: rows), slices > 0,
            !plane.count.multipliedReportingOverflow(by: slices).overflow
        else { return nil }
        self.columns = columns
        self.rows = rows
        self.slices = slices
    }

    package var count: Int { columns * rows * slices }

    package var description: String {
        "\(columns) × \(rows)" + (slices > 1 ? " × \(slices)" : "")
    }

    /// Length and step in memory of each axis that is longer than 1: a picture is no volume of one
    /// slice, whose every pixel would lie on the surface.
    var axes: [(length: Int, step: Int, axis: Axis)] {
        [(columns, 1, Axis.column), (rows, columns, .row), (slices, columns * rows, .slice)]
            .filter { $0.0 > 1 }
    }

    enum Axis { case column, row, slice }
}

/// Distances between neighbouring voxel centres along each axis, in one unit.
package struct GridSpacing: Hashable, Sendable {
    package let betweenColumns: Double
    package let betweenRows: Double
    /// `nil` for pictures, which have no neighbour there.
    package let betweenSlices: Double?

    /// `nil` unless all that are given are finite and positive.
    package init?(betweenColumns: Double, betweenRows: Double, betweenSlices: Double? = nil) {
        guard
            [betweenColumns, betweenRows, betweenSlices ?? 1].allSatisfy({ $0.isFinite && $0 > 0 })
        else { return nil }
        self.init(columns: betweenColumns, rows: betweenRows, slices: betweenSlices)
    }

    private init(columns: Double, rows: Double, slices: Double?) {
        betweenColumns = columns
        betweenRows = rows
        betweenSlices = slices
    }

    /// Distances counted in pixels of a picture. Slices are apart by something else than pixels.
    package static let pixels = GridSpacing(columns: 1, rows: 1, slices: nil)

    func along(_ axis: MaskSize.Axis) -> Double? {
        switch axis {
        case .column: betweenColumns
        case .row: betweenRows
        case .slice: betweenSlices
        }
    }
}

/// Which voxels belong to one structure: column fastest, slice slowest.
package struct BinaryMask: Hashable, Sendable {
    package let size: MaskSize
    package let voxels: [Bool]

    /// - Precondition: `voxels.count == size.count`.
    package init(size: MaskSize, voxels: [Bool]) {
        precondition(voxels.count == size.count, "a mask holds columns × rows × slices voxels")
        self.size = size
        self.voxels = voxels
    }

    package var count: Int { voxels.count { $0 } }
    package var isEmpty: Bool { !voxels.contains(true) }

    /// Indices of the voxels with a neighbour, along an axis, that is outside the mask or the grid:
    /// what MedPy finds by `mask ^ binary_erosion(mask)` with connectivity 1.
    package var surface: [Int] {
        let axes = size.axes
        return voxels.indices.filter { index in
            voxels[index]
                && (axes.isEmpty
                    || axes.contains { axis in
                        let place = index / axis.step % axis.length
                        return place == 0 || place == axis.length - 1 || !voxels[index - axis.step]
                            || !voxels[index + axis.step]
                    })
        }
    }
}
