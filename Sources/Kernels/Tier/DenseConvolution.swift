import CSIMD

/// The kernels of one instruction set. Raw pointers in, nothing allocated, nothing thrown.
///
/// This folder is compiled once per instruction set; `KernelsV3` and `KernelsV4` link to its files.
package enum TierKernels {}

/// Sums of a run of neighbouring pixels, for one or two blocks of output channels each.
private protocol PixelStrip {
    static var count: Int { get }
    init(_ first: SIMD16<Float>, _ second: SIMD16<Float>)
    /// Adds the sample at `x` times the weights; the next pixel's sample is `step` floats further.
    mutating func add(
        _ x: UnsafePointer<Float>, _ step: Int, _ first: SIMD16<Float>, _ second: SIMD16<Float>)
    func store(_ end: StripEnd, at pixel: Int)
}

private struct OneBlock: PixelStrip {
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

private struct TwoBlocks: PixelStrip {
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

/// Two strips side by side.
private struct Joined<Left: PixelStrip, Right: PixelStrip>: PixelStrip {
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

private typealias Twice<Strip: PixelStrip> = Joined<Strip, Strip>

/// Activation, residual and the place of a strip's results.
@unsafe private struct StripEnd {
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

extension TierKernels {
    /// Rows `firstRow ..< endRow` of a convolution over all channels (1×1, 3×3, 5×5; stride 1 or 2).
    ///
    /// Weights: [output block][input block][kernel row][kernel column][input channel][16 outputs].
    @inline(never)
    package static func convolve(
        _ job: UnsafePointer<cs_convolution>, firstRow: Int, endRow: Int
    ) {
        if unsafe job.pointee.stride == 1 {
            for row in firstRow..<endRow { unsafe convolveRow(job, row, pixelStep: 16) }
        } else {
            for row in firstRow..<endRow { unsafe convolveRow(job, row, pixelStep: 32) }
        }
    }

    @inline(__always)
    private static func convolveRow(
        _ job: UnsafePointer<cs_convolution>, _ row: Int, pixelStep: Int
    ) {
        let columns = unsafe job.pointee.output_map.columns
        var column = 0
        while column < columns {
            let left = columns - column
            #if KERNELS_V4
                typealias Six<Strip: PixelStrip> = Joined<Twice<Strip>, Twice<Twice<Strip>>>
                if left >= 12 {
                    typealias Twelve<Strip: PixelStrip> = Twice<Six<Strip>>
                    unsafe convolvePairs(
                        Twelve<TwoBlocks>.self, Twelve<OneBlock>.self, job, row, column, pixelStep)
                    column += 12
                } else if left >= 8 {
                    typealias Eight<Strip: PixelStrip> = Twice<Twice<Twice<Strip>>>
                    unsafe convolvePairs(
                        Eight<TwoBlocks>.self, Eight<OneBlock>.self, job, row, column, pixelStep)
                    column += 8
                } else if left >= 4 {
                    typealias Four<Strip: PixelStrip> = Twice<Twice<Strip>>
                    unsafe convolvePairs(
                        Four<TwoBlocks>.self, Four<OneBlock>.self, job, row, column, pixelStep)
                    column += 4
                } else {
                    unsafe convolvePairs(
                        TwoBlocks.self, OneBlock.self, job, row, column, pixelStep)
                    column += 1
                }
            #elseif KERNELS_V3
                if left >= 6 {
                    typealias Six = Joined<Twice<OneBlock>, Twice<Twice<OneBlock>>>
                    unsafe convolveSingles(Six.self, job, row, column, pixelStep)
                    column += 6
                } else if left >= 4 {
                    unsafe convolveSingles(
                        Twice<Twice<OneBlock>>.self, job, row, column, pixelStep)
                    column += 4
                } else {
                    unsafe convolveSingles(OneBlock.self, job, row, column, pixelStep)
                    column += 1
                }
            #else
                if left >= 2 {
                    unsafe convolveSingles(Twice<OneBlock>.self, job, row, column, pixelStep)
                    column += 2
                } else {
                    unsafe convolveSingles(OneBlock.self, job, row, column, pixelStep)
                    column += 1
                }
            #endif
        }
    }

    @inline(__always)
    private static func convolvePairs<Pair: PixelStrip, Single: PixelStrip>(
        _ pair: Pair.Type, _ single: Single.Type, _ job: UnsafePointer<cs_convolution>,
        _ row: Int, _ column: Int, _ pixelStep: Int
    ) {
        let blocks = unsafe job.pointee.output_map.blocks
        var block = 0
        while block + 1 < blocks {
            unsafe convolveStrip(pair, job, row, column, block, pixelStep)
            block += 2
        }
        if block < blocks {
            unsafe convolveStrip(single, job, row, column, block, pixelStep)
        }
    }

    @inline(__always)
    private static func convolveSingles<Single: PixelStrip>(
        _ single: Single.Type, _ job: UnsafePointer<cs_convolution>,
        _ row: Int, _ column: Int, _ pixelStep: Int
    ) {
        for block in 0..<(unsafe job.pointee.output_map.blocks) {
            unsafe convolveStrip(single, job, row, column, block, pixelStep)
        }
    }

    @inline(__always)
    private static func convolveStrip<Strip: PixelStrip>(
        _ strip: Strip.Type, _ pointer: UnsafePointer<cs_convolution>,
        _ row: Int, _ column: Int, _ block: Int, _ pixelStep: Int
    ) {
        let job = unsafe pointer.pointee
        let kernel = unsafe job.kernel
        let bias = unsafe job.bias + block * 16
        let input = unsafe job.input_map
        // A strip of one block never uses the second weights; they only have to be readable.
        let twoBlocks = MemoryLayout<Strip>.size > Strip.count * 64
        let other = twoBlocks ? unsafe job.weights_stride : 0
        var sums = unsafe Strip(cs_load(bias), cs_load(bias + (twoBlocks ? 16 : 0)))
        let top = unsafe row * job.stride - job.top
        let rows = max(0, -top)..<max(max(0, -top), min(kernel, input.rows - top))
        var weights = unsafe job.weights + block * job.weights_stride
        let start = unsafe job.input + (column * pixelStep - job.left * 16)
        for inputBlock in 0..<input.blocks {
            let channels = unsafe Int(job.block_channels[inputBlock])
            for kernelRow in rows {
                let slot = (top + kernelRow) % input.stored_rows
                var x = unsafe start + (slot * input.row_stride + inputBlock * input.block_stride)
                var w = unsafe weights + kernelRow * kernel * channels * 16
                for _ in 0..<kernel {
                    for channel in 0..<channels {
                        unsafe sums.add(x + channel, pixelStep, cs_load(w), cs_load(w + other))
                        unsafe w += 16
                    }
                    unsafe x += 16
                }
            }
            unsafe weights += kernel * kernel * channels * 16
        }
        unsafe sums.store(end(of: pointer, row, column, block), at: 0)
    }

    @inline(__always)
    private static func end(
        of pointer: UnsafePointer<cs_convolution>, _ row: Int, _ column: Int, _ block: Int
    ) -> StripEnd {
        let job = unsafe pointer.pointee
        let residual = unsafe job.residual.map {
            unsafe $0 + address(job.residual_map, row, column, block)
        }
        return unsafe StripEnd(
            output: job.output + address(job.output_map, row, column, block),
            outputBlock: job.output_map.block_stride,
            residual: residual, residualBlock: job.residual_map.block_stride,
            low: cs_splat(job.low), high: cs_splat(job.high))
    }

    /// The distance of a pixel from the origin of its map, in floats.
    @inline(__always)
    static func address(_ map: cs_map, _ row: Int, _ column: Int, _ block: Int) -> Int {
        row % map.stored_rows * map.row_stride + block * map.block_stride + column * 16
    }
}
