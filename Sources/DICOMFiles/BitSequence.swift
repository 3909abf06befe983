/// Pixels of one bit, the first in the lowest bit of a byte, without padding between frames (PS3.5
/// §8.1.1).
package struct BitSequence: Sendable {
    package private(set) var count = 0
    private var bytes: [UInt8] = []

    /// - Parameter capacity: bits to make room for.
    package init(capacity: Int) { bytes.reserveCapacity(capacity / 8 + 2) }

    package mutating func append(_ bits: some Sequence<Bool>) {
        for bit in bits {
            if count & 7 == 0 { bytes.append(0) }
            if bit { bytes[count >> 3] |= 1 << UInt8(count & 7) }
            count += 1
        }
    }

    /// Padded to whole words.
    package var evenBytes: [UInt8] { bytes.count % 2 == 0 ? bytes : bytes + [0] }

    /// `count` bits of `bytes`, from bit number `first` on.
    package static func bits(_ count: Int, from first: Int, of bytes: [UInt8]) -> [Bool] {
        (first..<first + count).map { bytes[$0 >> 3] >> UInt8($0 & 7) & 1 == 1 }
    }
}
