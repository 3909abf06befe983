import CSIMD

extension TierKernels {
    /// Spreads a row of a plane over a channel of a map.
    @inline(never)
    package static func pack(
        _ plane: UnsafePointer<Float>, into y: UnsafeMutablePointer<Float>, pixelStride: Int,
        count: Int
    ) {
        for index in 0..<count { unsafe y[index &* pixelStride] = plane[index] }
    }

    /// Gathers a channel of 16-channel pixels into a plane.
    @inline(never)
    package static func unpack(
        _ x: UnsafePointer<Float>, into plane: UnsafeMutablePointer<Float>, count: Int
    ) {
        for index in 0..<count { unsafe plane[index] = x[index * 16] }
    }
}
