import CSIMD

/// Sums of a run of neighbouring pixels, for one or two blocks of output channels each.
protocol PixelStrip {
    static var count: Int { get }
    init(_ first: SIMD16<Float>, _ second: SIMD16<Float>)
    /// Adds the sample at `x` times the weights; the next pixel's sample is `step` floats further.
    mutating func add(
        _ x: UnsafePointer<Float>, _ step: Int, _ first: SIMD16<Float>, _ second: SIMD16<Float>)
    func store(_ end: StripEnd, at pixel: Int)
}

struct OneBlock: PixelStrip {
    var sum: SIMD16<Float>

    @inline(__always) static var count: Int { 1 }

    @inline(__always) init(_ first: SIMD16<Float>, _ second: SIMD16<Float>) { sum = first }

    @inline(__always) mutating func add(
        _ x: UnsafePointer<Float>, _ step: Int, _ first: SIMD16<Float>, _ second: SIMD16<Float>
    ) {
        sum = unsafe cs_multiply_add(cs_splat(x[0]), first, sum)
    }

    @inline(__always) func store(_ end: StripEnd, at pixel: Int) {
        unsafe end.store(sum, pixel: pixel, block: 0)
    }
}

struct TwoBlocks: PixelStrip {
    var sum: SIMD16<Float>
    var other: SIMD16<Float>

    @inline(__always) static var count: Int { 1 }

    @inline(__always) init(_ first: SIMD16<Float>, _ second: SIMD16<Float>) {
        sum = first
        other = second
    }

    @inline(__always) mutating func add(
        _ x: UnsafePointer<Float>, _ step: Int, _ first: SIMD16<Float>, _ second: SIMD16<Float>
    ) {
        let sample = unsafe cs_splat(x[0])
        sum = cs_multiply_add(sample, first, sum)
        other = cs_multiply_add(sample, second, other)
    }

    @inline(__always) func store(_ end: StripEnd, at pixel: Int) {
        unsafe end.store(sum, pixel: pixel, block: 0)
        unsafe end.store(other, pixel: pixel, block: 1)
    }
}

#if !KERNELS_V4
    /// Eight output channels: half the work of a block whose other lanes are unused.
    struct HalfBlock: PixelStrip {
        var sum: SIMD8<Float>

        @inline(__always) static var count: Int { 1 }

        @inline(__always) init(_ first: SIMD16<Float>, _ second: SIMD16<Float>) {
            sum = cs_low(first)
        }

        @inline(__always) mutating func add(
            _ x: UnsafePointer<Float>, _ step: Int, _ first: SIMD16<Float>,
            _ second: SIMD16<Float>
        ) {
            sum = unsafe cs_multiply_add_low(x[0], first, sum)
        }

        @inline(__always) func store(_ end: StripEnd, at pixel: Int) {
            unsafe end.store(cs_zero_extended(sum), pixel: pixel, block: 0)
        }
    }
#endif

/// Two strips side by side.
struct Joined<Left: PixelStrip, Right: PixelStrip>: PixelStrip {
    var left: Left
    var right: Right

    @inline(__always) static var count: Int { Left.count + Right.count }

    @inline(__always) init(_ first: SIMD16<Float>, _ second: SIMD16<Float>) {
        left = Left(first, second)
        right = Right(first, second)
    }

    @inline(__always) mutating func add(
        _ x: UnsafePointer<Float>, _ step: Int, _ first: SIMD16<Float>, _ second: SIMD16<Float>
    ) {
        unsafe left.add(x, step, first, second)
        unsafe right.add(x + Left.count * step, step, first, second)
    }

    @inline(__always) func store(_ end: StripEnd, at pixel: Int) {
        unsafe left.store(end, at: pixel)
        unsafe right.store(end, at: pixel + Left.count)
    }
}

typealias Twice<Strip: PixelStrip> = Joined<Strip, Strip>
typealias Four<Strip: PixelStrip> = Twice<Twice<Strip>>
typealias Six<Strip: PixelStrip> = Joined<Twice<Strip>, Four<Strip>>
typealias Eight<Strip: PixelStrip> = Twice<Four<Strip>>
typealias Twelve<Strip: PixelStrip> = Twice<Six<Strip>>

/// Distances in the input, known when the kernel is compiled.
protocol InputSteps {
    /// Floats from one pixel of the input to the next.
    static var pixel: Int { get }
    /// Floats from the input of one pixel of the output to that of the next.
    static var output: Int { get }
}

enum BlockSteps: InputSteps {
    @inline(__always) static var pixel: Int { 16 }
    @inline(__always) static var output: Int { 16 }
}

enum StridedBlockSteps: InputSteps {
    @inline(__always) static var pixel: Int { 16 }
    @inline(__always) static var output: Int { 32 }
}

enum PlaneSteps: InputSteps {
    @inline(__always) static var pixel: Int { 1 }
    @inline(__always) static var output: Int { 1 }
}

enum StridedPlaneSteps: InputSteps {
    @inline(__always) static var pixel: Int { 1 }
    @inline(__always) static var output: Int { 2 }
}

/// Activation, residual and the place of a strip's results.
@unsafe struct StripEnd {
    let output: UnsafeMutablePointer<Float>
    let outputBlock: Int
    let residual: UnsafePointer<Float>?
    let residualBlock: Int
    let low: SIMD16<Float>
    let high: SIMD16<Float>

    @inline(__always) func store(_ sum: SIMD16<Float>, pixel: Int, block: Int) {
        var value = unsafe cs_min(cs_max(sum, low), high)
        if let residual = unsafe residual {
            value += unsafe cs_load(residual + block * residualBlock + pixel * 16)
        }
        unsafe cs_store(output + block * outputBlock + pixel * 16, value)
    }
}
