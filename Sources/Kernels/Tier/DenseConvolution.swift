import CSIMD

/// The kernels of one instruction set. Raw pointers in, nothing allocated, nothing thrown.
///
/// This folder is compiled once per instruction set; `KernelsV3` and `KernelsV4` link to its files.
package enum TierKernels {}

extension TierKernels {
    /// Rows `firstRow ..< endRow` of a convolution over all channels (1×1, 3×3, 5×5; stride 1 or 2).
    ///
    /// Weights: [output block][input block][kernel row][kernel column][input channel][16 outputs].
    @inline(never)
    package static func convolve(
        _ job: UnsafePointer<cs_convolution>, firstRow: Int, endRow: Int
    ) {
        for row in firstRow..<endRow {
            switch unsafe (job.pointee.input_pixel, job.pointee.stride) {
            case (16, 1): unsafe convolveBlockRow(job, row)
            case (16, _): unsafe convolveStridedBlockRow(job, row)
            case (_, 1): unsafe convolvePlaneRow(job, row)
            default: unsafe convolveStridedPlaneRow(job, row)
            }
        }
    }

    @inline(never)
    private static func convolveBlockRow(_ job: UnsafePointer<cs_convolution>, _ row: Int) {
        unsafe convolveRow(job, row, BlockSteps.self)
    }

    @inline(never)
    private static func convolveStridedBlockRow(
        _ job: UnsafePointer<cs_convolution>, _ row: Int
    ) {
        unsafe convolveRow(job, row, StridedBlockSteps.self)
    }

    @inline(never)
    private static func convolvePlaneRow(_ job: UnsafePointer<cs_convolution>, _ row: Int) {
        unsafe convolveRow(job, row, PlaneSteps.self)
    }

    @inline(never)
    private static func convolveStridedPlaneRow(
        _ job: UnsafePointer<cs_convolution>, _ row: Int
    ) {
        unsafe convolveRow(job, row, StridedPlaneSteps.self)
    }

    /// Strips as long as the registers allow: AVX-512 has 32, AVX2 and SSE2 have 16.
    @inline(__always)
    private static func convolveRow<Steps: InputSteps>(
        _ job: UnsafePointer<cs_convolution>, _ row: Int, _ steps: Steps.Type
    ) {
        let columns = unsafe job.pointee.output_map.columns
        var column = 0
        while column < columns {
            let place = (row: row, column: column)
            let left = columns &- column
            #if KERNELS_V4
                if left >= 12 {
                    unsafe convolvePairs(
                        Twelve<TwoBlocks>.self, Twelve<OneBlock>.self, job, place, steps)
                    column &+= 12
                } else if left >= 8 {
                    unsafe convolvePairs(
                        Eight<TwoBlocks>.self, Eight<OneBlock>.self, job, place, steps)
                    column &+= 8
                } else if left >= 4 {
                    unsafe convolvePairs(
                        Four<TwoBlocks>.self, Four<OneBlock>.self, job, place, steps)
                    column &+= 4
                } else {
                    unsafe convolvePairs(TwoBlocks.self, OneBlock.self, job, place, steps)
                    column &+= 1
                }
            #elseif KERNELS_V3
                if left >= 12 {
                    unsafe convolveBlocks(
                        Six<OneBlock>.self, Twelve<HalfBlock>.self, job, place, steps)
                    column &+= 12
                } else if left >= 6 {
                    unsafe convolveBlocks(
                        Six<OneBlock>.self, Six<HalfBlock>.self, job, place, steps)
                    column &+= 6
                } else if left >= 4 {
                    unsafe convolveBlocks(
                        Four<OneBlock>.self, Four<HalfBlock>.self, job, place, steps)
                    column &+= 4
                } else {
                    unsafe convolveBlocks(OneBlock.self, HalfBlock.self, job, place, steps)
                    column &+= 1
                }
            #else
                if left >= 4 {
                    unsafe convolveBlocks(
                        Twice<OneBlock>.self, Four<HalfBlock>.self, job, place, steps)
                    column &+= 4
                } else {
                    unsafe convolveBlocks(OneBlock.self, HalfBlock.self, job, place, steps)
                    column &+= 1
                }
            #endif
        }
    }

    #if KERNELS_V4
        /// All blocks of the output, two at a time.
        @inline(__always)
        private static func convolvePairs<
            Pair: PixelStrip, Single: PixelStrip, Steps: InputSteps
        >(
            _ pair: Pair.Type, _ single: Single.Type, _ job: UnsafePointer<cs_convolution>,
            _ place: (row: Int, column: Int), _ steps: Steps.Type
        ) {
            let blocks = unsafe job.pointee.output_map.blocks
            let second = unsafe job.pointee.weights_stride
            var block = 0
            while block &+ 1 < blocks {
                unsafe convolveStrip(pair, job, place, block, second: second, steps)
                block &+= 2
            }
            if block < blocks {
                unsafe convolveStrip(single, job, place, block, second: 0, steps)
            }
        }
    #else
        /// All blocks of the output, the last one by half if its upper lanes are unused. A strip
        /// of `Half` covers one or more strips of `Full`.
        @inline(__always)
        private static func convolveBlocks<
            Full: PixelStrip, Half: PixelStrip, Steps: InputSteps
        >(
            _ full: Full.Type, _ half: Half.Type, _ job: UnsafePointer<cs_convolution>,
            _ place: (row: Int, column: Int), _ steps: Steps.Type
        ) {
            let blocks = unsafe job.pointee.output_map.blocks
            let fullBlocks = unsafe job.pointee.last_channels <= 8 ? blocks &- 1 : blocks
            for block in 0..<fullBlocks {
                var column = place.column
                while column < place.column &+ Half.count {
                    unsafe convolveStrip(full, job, (place.row, column), block, second: 0, steps)
                    column &+= Full.count
                }
            }
            if fullBlocks < blocks {
                unsafe convolveStrip(half, job, place, fullBlocks, second: 0, steps)
            }
        }
    #endif

    /// - Parameter second: distance to the weights of the second block; 0 for strips of one.
    @inline(__always)
    private static func convolveStrip<Strip: PixelStrip, Steps: InputSteps>(
        _ strip: Strip.Type, _ pointer: UnsafePointer<cs_convolution>,
        _ place: (row: Int, column: Int), _ block: Int, second: Int, _ steps: Steps.Type
    ) {
        let job = unsafe pointer.pointee
        let kernel = unsafe job.kernel
        let bias = unsafe job.bias + block &* 16
        let input = unsafe job.input_map
        var sums = unsafe Strip(cs_load(bias), cs_load(bias + (second == 0 ? 0 : 16)))
        let top = unsafe place.row &* job.stride &- job.top
        let firstRow = max(0, 0 &- top)
        let endRow = max(firstRow, min(kernel, input.rows &- top))
        var weights = unsafe job.weights + block &* job.weights_stride
        let start = unsafe job.input + (place.column &* Steps.output &- job.left &* Steps.pixel)
        for inputBlock in 0..<input.blocks {
            let channels = unsafe Int(job.block_channels[inputBlock])
            let tapFloats = channels &* 16
            var kernelRow = firstRow
            while kernelRow < endRow {
                let slot = (top &+ kernelRow) % input.stored_rows
                var x =
                    unsafe start
                    + (slot &* input.row_stride &+ inputBlock &* input.block_stride)
                var w = unsafe weights + kernelRow &* kernel &* tapFloats
                var tap = 0
                while tap < kernel {
                    var channel = 0
                    while channel < channels {
                        unsafe sums.add(x + channel, Steps.output, cs_load(w), cs_load(w + second))
                        unsafe w += 16
                        channel &+= 1
                    }
                    unsafe x += Steps.pixel
                    tap &+= 1
                }
                kernelRow &+= 1
            }
            unsafe weights += kernel &* kernel &* tapFloats
        }
        unsafe sums.store(end(of: pointer, place.row, place.column, block), at: 0)
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
        row % map.stored_rows &* map.row_stride &+ block &* map.block_stride &+ column &* 16
    }
}
