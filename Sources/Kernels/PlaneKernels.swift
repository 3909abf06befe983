import CSIMD
import Geometry
import Raster

#if arch(x86_64)
    import KernelsV3
    import KernelsV4
#endif

/// Filters and statistics of single planes, with the kernels of one tier.
package struct PlaneKernels: Sendable {
    package let tier: KernelTier

    package init(tier: KernelTier = .best) {
        precondition(tier <= .best, "this processor cannot run the tier")
        self.tier = tier
    }

    /// A part of a plane, resized by a triangle filter: Pillow's `BILINEAR` on float images.
    ///
    /// Only pixels inside `box` contribute; `nil` means all.
    /// - Precondition: `box` lies inside the plane.
    package func resized(
        _ plane: Plane<Float>, box: PixelBox? = nil, to size: PlaneSize
    ) -> Plane<Float> {
        let box = PlaneRegion(box, of: plane.size)
        guard tier != .reference else {
            return ReferencePlanes.resized(plane, region: box, to: size)
        }
        let across = TriangleTaps(from: box.columns, to: size.columns)
        let down = TriangleTaps(from: box.rows, to: size.rows)
        var result = Plane<Float>(size: size, filledWith: 0)
        let line = FloatArena(count: box.columns)
        unsafe plane.samples.withUnsafeBufferPointer { source in
            unsafe result.samples.withUnsafeMutableBufferPointer { target in
                guard let x = source.baseAddress, let y = target.baseAddress else { return }
                for row in 0..<size.rows {
                    let top = box.row + Int(down.first[row])
                    unsafe sumRows(
                        x + (top * plane.size.columns + box.column), plane.size.columns, down,
                        row, into: line)
                    unsafe sumColumns(line, across, into: y + row * size.columns)
                }
            }
        }
        return result
    }

    /// Sums of the samples, rounded half up, over 5 × 5 pixels; zeros outside. Exact.
    ///
    /// - Parameter plane: samples in 0…65535.
    package func windowSums(_ plane: Plane<Float>) -> Plane<Float> {
        guard tier != .reference else { return ReferencePlanes.windowSums(plane) }
        let columns = plane.size.columns
        var result = Plane<Float>(size: plane.size, filledWith: 0)
        let line = FloatArena(count: columns + 4)
        unsafe plane.samples.withUnsafeBufferPointer { source in
            unsafe result.samples.withUnsafeMutableBufferPointer { target in
                guard let x = source.baseAddress, let y = target.baseAddress else { return }
                for row in 0..<plane.size.rows {
                    let top = max(0, row - 2)
                    let rows = min(plane.size.rows, row + 3) - top
                    unsafe sumWindow(
                        x + top * columns, columns, rows, line, into: y + row * columns)
                }
            }
        }
        return result
    }

    /// Mean over 5 × 5 pixels of samples rounded half up, the picture continued by zeros.
    package func boxBlurred(_ plane: Plane<Float>) -> Plane<Float> {
        windowSums(plane).map { $0 / 25 }
    }

    private func sumRows(
        _ x: UnsafePointer<Float>, _ stride: Int, _ filter: TriangleTaps, _ row: Int,
        into line: FloatArena
    ) {
        unsafe filter.weights.withUnsafeBufferPointer { weights in
            guard let first = weights.baseAddress else { return }
            let (w, taps) = unsafe (first + row * filter.taps, filter.taps)
            let y = unsafe line.base
            switch tier {
            #if arch(x86_64)
                case .v4:
                    unsafe KernelsV4.TierKernels.sumRows(
                        x, rowStride: stride, weights: w, taps: taps, into: y, columns: line.count)
                case .v3:
                    unsafe KernelsV3.TierKernels.sumRows(
                        x, rowStride: stride, weights: w, taps: taps, into: y, columns: line.count)
            #endif
            default:
                unsafe TierKernels.sumRows(
                    x, rowStride: stride, weights: w, taps: taps, into: y, columns: line.count)
            }
        }
    }

    private func sumColumns(
        _ line: FloatArena, _ filter: TriangleTaps, into y: UnsafeMutablePointer<Float>
    ) {
        unsafe filter.weights.withUnsafeBufferPointer { weights in
            unsafe filter.first.withUnsafeBufferPointer { first in
                guard let w = weights.baseAddress, let f = first.baseAddress else { return }
                let (x, taps, columns) = unsafe (line.base, filter.taps, first.count)
                switch tier {
                #if arch(x86_64)
                    case .v4:
                        unsafe KernelsV4.TierKernels.sumColumns(
                            x, first: f, weights: w, taps: taps, into: y, columns: columns)
                    case .v3:
                        unsafe KernelsV3.TierKernels.sumColumns(
                            x, first: f, weights: w, taps: taps, into: y, columns: columns)
                #endif
                default:
                    unsafe TierKernels.sumColumns(
                        x, first: f, weights: w, taps: taps, into: y, columns: columns)
                }
            }
        }
    }

    /// `line` keeps two zeros on both sides of the columns.
    private func sumWindow(
        _ x: UnsafePointer<Float>, _ columns: Int, _ rows: Int, _ line: FloatArena,
        into y: UnsafeMutablePointer<Float>
    ) {
        let middle = unsafe line.base + 2
        switch tier {
        #if arch(x86_64)
            case .v4:
                unsafe KernelsV4.TierKernels.sumRoundedRows(
                    x, rowStride: columns, rows: rows, into: middle, columns: columns)
                unsafe KernelsV4.TierKernels.sumFiveColumns(middle, into: y, columns: columns)
            case .v3:
                unsafe KernelsV3.TierKernels.sumRoundedRows(
                    x, rowStride: columns, rows: rows, into: middle, columns: columns)
                unsafe KernelsV3.TierKernels.sumFiveColumns(middle, into: y, columns: columns)
        #endif
        default:
            unsafe TierKernels.sumRoundedRows(
                x, rowStride: columns, rows: rows, into: middle, columns: columns)
            unsafe TierKernels.sumFiveColumns(middle, into: y, columns: columns)
        }
    }
}

/// A rectangle of whole pixels inside a plane.
struct PlaneRegion {
    let column: Int
    let row: Int
    let columns: Int
    let rows: Int

    /// - Precondition: `box` lies inside a plane of `size`.
    init(_ box: PixelBox?, of size: PlaneSize) {
        column = box?.column ?? 0
        row = box?.row ?? 0
        columns = box?.columns ?? size.columns
        rows = box?.rows ?? size.rows
        precondition(column >= 0 && row >= 0, "the box lies outside the plane")
        precondition(column + columns <= size.columns && row + rows <= size.rows)
    }
}
