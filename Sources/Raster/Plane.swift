/// Width and height of a plane, in pixels.
package struct PlaneSize: Hashable, Sendable {
    package let columns: Int
    package let rows: Int

    /// `nil` when a side is not positive or the number of pixels overflows.
    package init?(columns: Int, rows: Int) {
        guard columns > 0, rows > 0, !columns.multipliedReportingOverflow(by: rows).overflow
        else { return nil }
        self.columns = columns
        self.rows = rows
    }

    @inlinable package var count: Int { columns * rows }
}

/// A two-dimensional array of samples, row after row without padding.
///
/// Its members are inlinable: unspecialised access to single samples from other modules costs more
/// than most algorithms on them.
package struct Plane<Sample: BitwiseCopyable & Sendable>: Sendable {
    package let size: PlaneSize
    package var samples: [Sample]

    @inlinable package init(size: PlaneSize, filledWith sample: Sample) {
        self.size = size
        samples = [Sample](repeating: sample, count: size.count)
    }

    /// - Precondition: `samples.count == size.count`.
    @inlinable package init(size: PlaneSize, samples: [Sample]) {
        precondition(samples.count == size.count, "a plane holds columns × rows samples")
        self.size = size
        self.samples = samples
    }

    @inlinable package subscript(column column: Int, row row: Int) -> Sample {
        get { samples[row * size.columns + column] }
        set { samples[row * size.columns + column] = newValue }
    }

    @inlinable package func map<Result>(_ transform: (Sample) -> Result) -> Plane<Result> {
        Plane<Result>(size: size, samples: samples.map(transform))
    }
}

extension Plane: Equatable where Sample: Equatable {}
extension Plane: Hashable where Sample: Hashable {}

/// A label per pixel: 0 background, 1 nerve, 2 vessel, 3 bone, 4 muscle, 5 tendon.
package typealias LabelPlane = Plane<UInt8>
