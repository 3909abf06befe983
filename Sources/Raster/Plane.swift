/// Width and height of a plane, in pixels.
public struct PlaneSize: Hashable, Sendable {
    public let columns: Int
    public let rows: Int

    /// `nil` when a side is not positive or the number of pixels overflows.
    public init?(columns: Int, rows: Int) {
        guard columns > 0, rows > 0, !columns.multipliedReportingOverflow(by: rows).overflow
        else { return nil }
        self.columns = columns
        self.rows = rows
    }

    @inlinable public var count: Int { columns * rows }
}

/// A two-dimensional array of samples, row after row without padding.
///
/// Public, alone in the package, so that its members can be specialised where they are used:
/// Swift 6.3 compiles an `@inlinable package` member of a generic type once, unspecialised, and a
/// sample then costs a call through witness tables.
public struct Plane<Sample: BitwiseCopyable & Sendable>: Sendable {
    public let size: PlaneSize
    public var samples: [Sample]

    @inlinable public init(size: PlaneSize, filledWith sample: Sample) {
        self.size = size
        samples = [Sample](repeating: sample, count: size.count)
    }

    /// - Precondition: `samples.count == size.count`.
    @inlinable public init(size: PlaneSize, samples: [Sample]) {
        precondition(samples.count == size.count, "a plane holds columns × rows samples")
        self.size = size
        self.samples = samples
    }

    @inlinable public subscript(column column: Int, row row: Int) -> Sample {
        get { samples[row * size.columns + column] }
        set { samples[row * size.columns + column] = newValue }
    }

    @inlinable public func map<Result>(_ transform: (Sample) -> Result) -> Plane<Result> {
        Plane<Result>(size: size, samples: samples.map(transform))
    }
}

extension Plane: Equatable where Sample: Equatable {}
extension Plane: Hashable where Sample: Hashable {}

/// A label per pixel: 0 background, 1 nerve, 2 vessel, 3 bone, 4 muscle, 5 tendon.
package typealias LabelPlane = Plane<UInt8>
