import CSIMD

extension TierKernels {
    /// y[c] = Σ weights[k] · x[k · rowStride + c] for `columns` columns: one output row of a filter
    /// down the columns.
    @inline(never)
    package static func sumRows(
        _ x: UnsafePointer<Float>, rowStride: Int, weights: UnsafePointer<Float>, taps: Int,
        into y: UnsafeMutablePointer<Float>, columns: Int
    ) {
        var column = 0
        while column + 16 <= columns {
            var sum = cs_splat(0)
            for tap in 0..<taps {
                let row = unsafe cs_load(x + tap * rowStride + column)
                sum = unsafe cs_multiply_add(row, cs_splat(weights[tap]), sum)
            }
            unsafe cs_store(y + column, sum)
            column += 16
        }
        while column < columns {
            var sum: Float = 0
            for tap in 0..<taps { unsafe sum += x[tap * rowStride + column] * weights[tap] }
            unsafe y[column] = sum
            column += 1
        }
    }

    /// y[i] = Σ weights[i · taps + k] · x[first[i] + k]: one row of a filter along the row.
    @inline(never)
    package static func sumColumns(
        _ x: UnsafePointer<Float>, first: UnsafePointer<Int32>, weights: UnsafePointer<Float>,
        taps: Int, into y: UnsafeMutablePointer<Float>, columns: Int
    ) {
        for column in 0..<columns {
            let source = unsafe x + Int(first[column])
            let weight = unsafe weights + column * taps
            var even: Float = 0
            var odd: Float = 0
            var tap = 0
            while tap + 2 <= taps {
                unsafe even += source[tap] * weight[tap]
                unsafe odd += source[tap + 1] * weight[tap + 1]
                tap += 2
            }
            if tap < taps { unsafe even += source[tap] * weight[tap] }
            unsafe y[column] = even + odd
        }
    }

    /// The sums of five rows, `rowStride` apart, of the samples rounded half up.
    ///
    /// Samples are 0…65535; their sums stay below 2²⁴ and are exact.
    @inline(never)
    package static func sumRoundedRows(
        _ x: UnsafePointer<Float>, rowStride: Int, rows: Int,
        into y: UnsafeMutablePointer<Float>, columns: Int
    ) {
        var column = 0
        while column + 16 <= columns {
            var sum = cs_splat(0)
            for row in 0..<rows {
                let sample = unsafe cs_load(x + row * rowStride + column)
                sum += cs_truncate(cs_max(sample, cs_splat(0)) + cs_splat(0.5))
            }
            unsafe cs_store(y + column, sum)
            column += 16
        }
        while column < columns {
            var sum: Float = 0
            for row in 0..<rows {
                let sample = unsafe x[row * rowStride + column]
                sum += Float(Int32((sample > 0 ? sample : 0) + 0.5))
            }
            unsafe y[column] = sum
            column += 1
        }
    }

    /// y[c] = x[c − 2] + … + x[c + 2]; two readable samples stand on both sides of `x`.
    @inline(never)
    package static func sumFiveColumns(
        _ x: UnsafePointer<Float>, into y: UnsafeMutablePointer<Float>, columns: Int
    ) {
        var column = 0
        while column + 16 <= columns {
            let at = unsafe x + column
            let outer = unsafe cs_load(at - 2) + cs_load(at + 2)
            let inner = unsafe cs_load(at - 1) + cs_load(at + 1)
            unsafe cs_store(y + column, outer + inner + cs_load(at))
            column += 16
        }
        while column < columns {
            let at = unsafe x + column
            unsafe y[column] = at[-2] + at[2] + at[-1] + at[1] + at[0]
            column += 1
        }
    }

    /// Σ (x − centre) and Σ (x − centre)² of a row; with a mask only where its byte is not zero.
    @inline(never)
    package static func addMoments(
        _ x: UnsafePointer<Float>, mask: UnsafePointer<UInt8>?, columns: Int, centre: Float,
        into sums: UnsafeMutablePointer<Double>
    ) {
        var first = cs_splat(0)
        var second = cs_splat(0)
        var column = 0
        while column + 16 <= columns {
            var distance = unsafe cs_load(x + column) - cs_splat(centre)
            if let mask = unsafe mask { distance *= unsafe cs_nonzero(mask + column) }
            first += distance
            second = cs_multiply_add(distance, distance, second)
            column += 16
        }
        var (firstSum, secondSum) = (Double(cs_sum(first)), Double(cs_sum(second)))
        while column < columns {
            if let mask = unsafe mask, unsafe mask[column] == 0 {
                column += 1
                continue
            }
            let distance = unsafe Double(x[column] - centre)
            firstSum += distance
            secondSum += distance * distance
            column += 1
        }
        unsafe sums[0] += firstSum
        unsafe sums[1] += secondSum
    }
}
