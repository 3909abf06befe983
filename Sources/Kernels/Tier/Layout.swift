import CSIMD

extension TierKernels {
    /// Spreads one plane over a channel of 16-channel pixels.
    @inline(never)
    package static func pack(
        _ plane: UnsafePointer<Float>, into y: UnsafeMutablePointer<Float>, count: Int
    ) {
        for index in 0..<count { unsafe y[index * 16] = plane[index] }
    }

    /// Gathers a channel of 16-channel pixels into a plane.
    @inline(never)
    package static func unpack(
        _ x: UnsafePointer<Float>, into plane: UnsafeMutablePointer<Float>, count: Int
    ) {
        for index in 0..<count { unsafe plane[index] = x[index * 16] }
    }
}
