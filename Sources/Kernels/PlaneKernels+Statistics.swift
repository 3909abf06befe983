import CSIMD
import Geometry
import Raster

#if arch(x86_64)
    import KernelsV3
    import KernelsV4
#endif

/// Mean and population standard deviation of some samples.
package struct SampleMoments: Hashable, Sendable {
    package let count: Int
    package let mean: Double
    package let standardDeviation: Double

    package init(count: Int, mean: Double, standardDeviation: Double) {
        self.count = count
        self.mean = mean
        self.standardDeviation = standardDeviation
    }
}

extension PlaneKernels {
    /// Over the pixels of `box` (all, if `nil`).
    ///
    /// - Precondition: `box` lies inside the plane.
    package func moments(of plane: Plane<Float>, box: PixelBox? = nil) -> SampleMoments {
        let region = PlaneRegion(box, of: plane.size)
        return moments(plane, region, mask: nil, count: region.columns * region.rows)
            ?? SampleMoments(count: 0, mean: 0, standardDeviation: 0)
    }

    /// Over the pixels whose mask is not zero; `nil` if there are none.
    ///
    /// - Precondition: plane and mask have one size.
    package func moments(of plane: Plane<Float>, mask: Plane<UInt8>) -> SampleMoments? {
        precondition(plane.size == mask.size, "plane and mask of one size")
        let count = mask.samples.count { $0 != 0 }
        return moments(plane, PlaneRegion(nil, of: plane.size), mask: mask, count: count)
    }

    /// Two passes: the second around the mean, so that nothing cancels.
    private func moments(
        _ plane: Plane<Float>, _ region: PlaneRegion, mask: Plane<UInt8>?, count: Int
    ) -> SampleMoments? {
        guard count > 0 else { return nil }
        guard tier != .reference else {
            return ReferencePlanes.moments(plane, region: region, mask: mask)
        }
        let first = sums(plane, region, mask, centre: 0)
        let centre = Float(first[0] / Double(count))
        let second = sums(plane, region, mask, centre: centre)
        let offset = second[0] / Double(count)
        let variance = max(second[1] / Double(count) - offset * offset, 0)
        return SampleMoments(
            count: count, mean: Double(centre) + offset,
            standardDeviation: variance.squareRoot())
    }

    /// Σ (x − centre) and Σ (x − centre)².
    private func sums(
        _ plane: Plane<Float>, _ region: PlaneRegion, _ mask: Plane<UInt8>?, centre: Float
    ) -> [Double] {
        var sums = [0.0, 0.0]
        let columns = plane.size.columns
        unsafe plane.samples.withUnsafeBufferPointer { samples in
            unsafe (mask?.samples ?? []).withUnsafeBufferPointer { bytes in
                unsafe sums.withUnsafeMutableBufferPointer { sums in
                    guard let x = samples.baseAddress, let sums = sums.baseAddress else { return }
                    for row in region.row..<(region.row + region.rows) {
                        let start = row * columns + region.column
                        let line =
                            unsafe mask == nil ? nil : bytes.baseAddress.map { unsafe $0 + start }
                        unsafe addMoments(x + start, line, region.columns, centre, sums)
                    }
                }
            }
        }
        return sums
    }

    private func addMoments(
        _ x: UnsafePointer<Float>, _ mask: UnsafePointer<UInt8>?, _ columns: Int,
        _ centre: Float, _ sums: UnsafeMutablePointer<Double>
    ) {
        switch tier {
        #if arch(x86_64)
            case .v4:
                unsafe KernelsV4.TierKernels.addMoments(
                    x, mask: mask, columns: columns, centre: centre, into: sums)
            case .v3:
                unsafe KernelsV3.TierKernels.addMoments(
                    x, mask: mask, columns: columns, centre: centre, into: sums)
        #endif
        default:
            unsafe TierKernels.addMoments(
                x, mask: mask, columns: columns, centre: centre, into: sums)
        }
    }
}
