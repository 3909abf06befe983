import CSIMD

extension TierKernels {
    /// Rows `firstRow ..< endRow` of a convolution of each channel with its own kernel (3×3, 5×5;
    /// stride 1 or 2).
    ///
    /// Weights: [block][kernel row][kernel column][16 channels].
    @inline(never)
    package static func convolveDepthwise(
        _ job: UnsafePointer<cs_convolution>, firstRow: Int, endRow: Int
    ) {
        let isStrided = unsafe job.pointee.stride != 1
        for row in firstRow..<endRow {
            if isStrided {
                unsafe depthwiseStridedRow(job, row)
            } else {
                unsafe depthwiseDenseRow(job, row)
            }
        }
    }

    @inline(never)
    private static func depthwiseDenseRow(_ job: UnsafePointer<cs_convolution>, _ row: Int) {
        unsafe depthwiseRow(job, row, pixelStep: 16)
    }

    @inline(never)
    private static func depthwiseStridedRow(_ job: UnsafePointer<cs_convolution>, _ row: Int) {
        unsafe depthwiseRow(job, row, pixelStep: 32)
    }

    @inline(__always)
    private static func depthwiseRow(
        _ job: UnsafePointer<cs_convolution>, _ row: Int, pixelStep: Int
    ) {
        let columns = unsafe job.pointee.output_map.columns
        for block in 0..<(unsafe job.pointee.output_map.blocks) {
            var column = 0
            while column + 4 <= columns {
                unsafe depthwiseFour(job, row, column, block, pixelStep)
                column += 4
            }
            while column < columns {
                unsafe depthwiseOne(job, row, column, block, pixelStep)
                column += 1
            }
        }
    }

    @inline(__always)
    private static func depthwiseFour(
        _ pointer: UnsafePointer<cs_convolution>,
        _ row: Int, _ column: Int, _ block: Int, _ step: Int
    ) {
        let job = unsafe pointer.pointee
        let kernel = unsafe job.kernel
        let input = unsafe job.input_map
        let weights = unsafe job.weights + block &* job.weights_stride
        var a = unsafe cs_load(job.bias + block &* 16)
        var b = a
        var c = a
        var d = a
        let top = unsafe row &* job.stride &- job.top
        for kernelRow in max(0, -top)..<max(max(0, -top), min(kernel, input.rows - top)) {
            let line = unsafe job.input + (column &* step &- job.left &* 16)
            var x = unsafe line + address(input, top + kernelRow, 0, block)
            var w = unsafe weights + kernelRow &* kernel &* 16
            for _ in 0..<kernel {
                let weight = unsafe cs_load(w)
                a = unsafe cs_multiply_add(cs_load(x), weight, a)
                b = unsafe cs_multiply_add(cs_load(x + step), weight, b)
                c = unsafe cs_multiply_add(cs_load(x + 2 * step), weight, c)
                d = unsafe cs_multiply_add(cs_load(x + 3 * step), weight, d)
                unsafe x += 16
                unsafe w += 16
            }
        }
        let low = unsafe cs_splat(job.low)
        let high = unsafe cs_splat(job.high)
        let y = unsafe job.output + address(job.output_map, row, column, block)
        unsafe cs_store(y, cs_min(cs_max(a, low), high))
        unsafe cs_store(y + 16, cs_min(cs_max(b, low), high))
        unsafe cs_store(y + 32, cs_min(cs_max(c, low), high))
        unsafe cs_store(y + 48, cs_min(cs_max(d, low), high))
    }

    @inline(__always)
    private static func depthwiseOne(
        _ pointer: UnsafePointer<cs_convolution>,
        _ row: Int, _ column: Int, _ block: Int, _ step: Int
    ) {
        let job = unsafe pointer.pointee
        let kernel = unsafe job.kernel
        let input = unsafe job.input_map
        let weights = unsafe job.weights + block &* job.weights_stride
        var sum = unsafe cs_load(job.bias + block &* 16)
        let top = unsafe row &* job.stride &- job.top
        for kernelRow in max(0, -top)..<max(max(0, -top), min(kernel, input.rows - top)) {
            let line = unsafe job.input + (column &* step &- job.left &* 16)
            let x = unsafe line + address(input, top + kernelRow, 0, block)
            for tap in 0..<kernel {
                let weight = unsafe cs_load(weights + (kernelRow * kernel + tap) * 16)
                sum = unsafe cs_multiply_add(cs_load(x + tap * 16), weight, sum)
            }
        }
        let value = unsafe cs_min(cs_max(sum, cs_splat(job.low)), cs_splat(job.high))
        unsafe cs_store(job.output + address(job.output_map, row, column, block), value)
    }
}
