/// A block of floats on a 64-byte boundary, zero at first. Index ranges are checked on entry to a
/// kernel, not per sample.
@safe package final class FloatArena {
    package let count: Int
    let base: UnsafeMutablePointer<Float>

    /// - Precondition: `count` is not negative.
    package init(count: Int) {
        precondition(count >= 0, "an arena cannot hold fewer than no floats")
        self.count = count
        let bytes = UnsafeMutableRawPointer.allocate(
            byteCount: max(count, 16) * MemoryLayout<Float>.stride, alignment: 64)
        unsafe base = unsafe bytes.bindMemory(to: Float.self, capacity: max(count, 16))
        unsafe base.initialize(repeating: 0, count: max(count, 16))
    }

    deinit { unsafe base.deallocate() }

    package subscript(index: Int) -> Float {
        get {
            precondition(index >= 0 && index < count, "index outside the arena")
            return unsafe base[index]
        }
        set {
            precondition(index >= 0 && index < count, "index outside the arena")
            unsafe base[index] = newValue
        }
    }

    /// The address of a range that lies inside the arena.
    func address(_ range: Range<Int>) -> UnsafeMutablePointer<Float> {
        precondition(range.lowerBound >= 0 && range.upperBound <= count, "range outside the arena")
        return unsafe base + range.lowerBound
    }
}

/// Floats on a 64-byte boundary that never change, so that threads can share them.
package struct ConstantFloats: @unchecked Sendable {
    private let arena: FloatArena

    package init(_ values: [Float]) {
        arena = FloatArena(count: values.count)
        for (index, value) in values.enumerated() { unsafe arena.base[index] = value }
    }

    package var count: Int { arena.count }

    func address(_ range: Range<Int>) -> UnsafePointer<Float> {
        unsafe UnsafePointer(arena.address(range))
    }
}
