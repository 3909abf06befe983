extension [UInt8] {
    /// Padded to whole words, as values of DICOM are.
    package var even: [UInt8] { count % 2 == 0 ? self : self + [0] }
}

/// Pixels of one bit, the first in the lowest bit of a byte, without padding between frames (PS3.5
/// §8.1.1).
package struct BitSequence: Sendable {
    package private(set) var count = 0
    private var bytes: [UInt8] = []

    /// - Parameter capacity: bits to make room for.
    package init(capacity: Int = 0) { bytes.reserveCapacity(capacity / 8 + 2) }

    /// A frame: one bit per sample, set where it is `label`.
    package mutating func append(_ samples: [UInt8], equalTo label: UInt8) {
        let needed = (count + samples.count + 7) / 8
        bytes.append(contentsOf: repeatElement(0, count: needed - bytes.count))
        for sample in samples {
            if sample == label { bytes[count >> 3] |= 1 << UInt8(count & 7) }
            count += 1
        }
    }

    /// Takes away the bytes that are full; fewer than 8 bits stay.
    package mutating func takeFullBytes() -> [UInt8] {
        let full = Array(bytes.prefix(count >> 3))
        bytes.removeFirst(full.count)
        count &= 7
        return full
    }

    /// Padded to whole words.
    package var evenBytes: [UInt8] { bytes.even }

    /// `count` bits of `bytes`, from bit number `first` on.
    package static func bits(_ count: Int, from first: Int, of bytes: [UInt8]) -> [Bool] {
        (first..<first + count).map { bytes[$0 >> 3] >> UInt8($0 & 7) & 1 == 1 }
    }
}
