import CSIMD

extension TierKernels {
    /// y = a + b over `count` floats, a multiple of 16.
    @inline(never)
    package static func add(
        _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, into y: UnsafeMutablePointer<Float>,
        count: Int
    ) {
        var index = 0
        while index < count {
            unsafe cs_store(y + index, cs_load(a + index) + cs_load(b + index))
            index += 16
        }
    }

    /// One row of a bilinear doubling with half-pixel centres: ¾ of `near` and ¼ of `far`, then the
    /// same along the row, the border repeated. `columns` pixels of 16 channels become twice as many.
    @inline(never)
    package static func doubleRowBilinear(
        near: UnsafePointer<Float>, far: UnsafePointer<Float>,
        into y: UnsafeMutablePointer<Float>, columns: Int
    ) {
        var left = unsafe blend(cs_load(near), cs_load(far))
        var centre = left
        for column in 0..<columns {
            let next = min(column + 1, columns - 1) * 16
            let right = unsafe blend(cs_load(near + next), cs_load(far + next))
            unsafe cs_store(y + column * 32, blend(centre, left))
            unsafe cs_store(y + column * 32 + 16, blend(centre, right))
            left = centre
            centre = right
        }
    }

    /// One row of a bilinear doubling of a plane, as above.
    ///
    /// `columns` is rounded up to 16: that many floats are read from `near` and `far`, twice as
    /// many are written; `line` holds 32 more.
    @inline(never)
    package static func doublePlaneRowBilinear(
        near: UnsafePointer<Float>, far: UnsafePointer<Float>, line: UnsafeMutablePointer<Float>,
        into y: UnsafeMutablePointer<Float>, columns: Int
    ) {
        var column = 0
        while column < columns {
            let value = unsafe blend(cs_load(near + column), cs_load(far + column))
            unsafe cs_store(line + column + 1, value)
            column += 16
        }
        unsafe line[0] = line[1]
        unsafe line[columns + 1] = line[columns]
        column = 0
        while column < columns {
            let centre = unsafe cs_load(line + column + 1)
            let even = unsafe blend(centre, cs_load(line + column))
            let odd = unsafe blend(centre, cs_load(line + column + 2))
            unsafe cs_store_interleaved(y + column * 2, even, odd)
            column += 16
        }
    }

    /// One row of a nearest-neighbour doubling of a plane.
    @inline(never)
    package static func doublePlaneRowNearest(
        _ x: UnsafePointer<Float>, into y: UnsafeMutablePointer<Float>, columns: Int
    ) {
        for column in 0..<columns {
            unsafe y[column * 2] = x[column]
            unsafe y[column * 2 + 1] = x[column]
        }
    }

    @inline(__always)
    private static func blend(_ near: SIMD16<Float>, _ far: SIMD16<Float>) -> SIMD16<Float> {
        cs_multiply_add(near, cs_splat(0.75), far * cs_splat(0.25))
    }

    /// One row of a nearest-neighbour doubling: every pixel of 16 channels twice.
    @inline(never)
    package static func doubleRowNearest(
        _ x: UnsafePointer<Float>, into y: UnsafeMutablePointer<Float>, columns: Int
    ) {
        for column in 0..<columns {
            let value = unsafe cs_load(x + column * 16)
            unsafe cs_store(y + column * 32, value)
            unsafe cs_store(y + column * 32 + 16, value)
        }
    }
}
