import CSIMD

extension TierKernels {
    /// Replaces `channels` planes of logits, `planeStride` floats apart, by probabilities. `count`,
    /// the samples per plane, is rounded up to 16: that many floats must be writable.
    @inline(never)
    package static func softmax(
        _ planes: UnsafeMutablePointer<Float>, channels: Int, planeStride: Int, count: Int
    ) {
        var index = 0
        while index < count {
            let x = unsafe planes + index
            var largest = unsafe cs_load(x)
            for channel in 1..<max(channels, 1) {
                largest = unsafe cs_max(largest, cs_load(x + channel * planeStride))
            }
            var sum = cs_splat(0)
            for channel in 0..<channels {
                let value = unsafe exponential(cs_load(x + channel * planeStride) - largest)
                unsafe cs_store(x + channel * planeStride, value)
                sum += value
            }
            for channel in 0..<channels {
                let y = unsafe x + channel * planeStride
                unsafe cs_store(y, cs_load(y) / sum)
            }
            index += 16
        }
    }

    /// eˣ for x ≤ 0, within 2 units in the last place; 0 is reached below −87.
    ///
    /// x = n ln 2 + r with |r| ≤ ½ ln 2, then the Taylor polynomial of degree 7 in r. No libm: its
    /// bits differ with the processor.
    @inline(__always)
    static func exponential(_ value: SIMD16<Float>) -> SIMD16<Float> {
        let x = cs_max(value, cs_splat(-87))
        let n = cs_round_small(x * cs_splat(1.442_695))
        // ln 2 in two pieces: the first has trailing zeros, so that n times it is exact.
        let r = (x - n * cs_splat(0.693_359_375)) - n * cs_splat(-2.121_944_4e-4)
        var sum = cs_splat(1.0 / 5040)
        sum = cs_multiply_add(sum, r, cs_splat(1.0 / 720))
        sum = cs_multiply_add(sum, r, cs_splat(1.0 / 120))
        sum = cs_multiply_add(sum, r, cs_splat(1.0 / 24))
        sum = cs_multiply_add(sum, r, cs_splat(1.0 / 6))
        sum = cs_multiply_add(sum, r, cs_splat(0.5))
        sum = cs_multiply_add(sum, r, cs_splat(1))
        sum = cs_multiply_add(sum, r, cs_splat(1))
        return sum * cs_power_of_two(n)
    }
}
