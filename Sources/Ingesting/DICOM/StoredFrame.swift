/// The samples of one frame as DICOM stores them: interleaved, unused bits cleared, two's
/// complement when signed.
struct StoredFrame: Hashable {
    enum Samples: Hashable {
        case eight([UInt8])
        case sixteen([UInt16])
        case thirtyTwo([UInt32])
    }

    /// What three samples per pixel mean after decoding.
    enum Colours: Hashable {
        case single
        case rgb
        case ybr
    }

    var samples: Samples
    var colours: Colours
    /// Bits that carry the value.
    var bits: Int
    var isSigned: Bool

    var count: Int {
        switch samples {
        case .eight(let values): values.count
        case .sixteen(let values): values.count
        case .thirtyTwo(let values): values.count
        }
    }

    /// Every sample as a number.
    var values: [Int] {
        func signed(_ value: Int) -> Int {
            isSigned && value >> (bits - 1) & 1 == 1 ? value - 1 << bits : value
        }
        return switch samples {
        case .eight(let values): values.map { signed(Int($0)) }
        case .sixteen(let values): values.map { signed(Int($0)) }
        case .thirtyTwo(let values): values.map { signed(Int($0)) }
        }
    }

    /// Keeps `bits` bits below and with `highBit`, shifted down.
    mutating func clearUnusedBits(highBit: Int) {
        let shift = highBit + 1 - bits
        switch samples {
        case .eight(let values) where bits < 8:
            let mask = UInt8(1) << UInt8(bits) - 1
            samples = .eight(values.map { $0 >> UInt8(shift) & mask })
        case .sixteen(let values) where bits < 16:
            let mask = UInt16(1) << UInt16(bits) - 1
            samples = .sixteen(values.map { $0 >> UInt16(shift) & mask })
        case .thirtyTwo(let values) where bits < 32:
            let mask = UInt32(1) << UInt32(bits) - 1
            samples = .thirtyTwo(values.map { $0 >> UInt32(shift) & mask })
        default:
            break
        }
    }
}

extension StoredFrame.Samples {
    /// From bytes in the order of the host, which is little-endian on every platform of this program.
    init(bytes: [UInt8], bytesPerSample: Int) {
        switch bytesPerSample {
        case 1:
            self = .eight(bytes)
        case 2:
            self = .sixteen(
                (0..<bytes.count / 2).map { UInt16(bytes[2 * $0]) | UInt16(bytes[2 * $0 + 1]) << 8 }
            )
        default:
            self = .thirtyTwo(
                (0..<bytes.count / 4).map { index in
                    (0..<4).reduce(0) { $0 | UInt32(bytes[4 * index + $1]) << UInt32(8 * $1) }
                })
        }
    }

    /// Planes one after another become samples side by side.
    func interleaved(channels: Int) -> Self {
        switch self {
        case .eight(let values): .eight(Self.interleaved(values, channels))
        case .sixteen(let values): .sixteen(Self.interleaved(values, channels))
        case .thirtyTwo(let values): .thirtyTwo(Self.interleaved(values, channels))
        }
    }

    private static func interleaved<Sample>(_ values: [Sample], _ channels: Int) -> [Sample] {
        let pixels = values.count / channels
        return (0..<values.count).map { values[$0 % channels * pixels + $0 / channels] }
    }
}
