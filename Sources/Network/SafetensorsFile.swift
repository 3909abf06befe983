import FoundationEssentials

/// The container of a model: named arrays of numbers and a table of strings.
///
/// Format: 8 bytes of header length (little endian), a JSON header, then the data without gaps.
/// Only what is checked here is trusted: lengths, ranges and element counts agree with the bytes.
struct SafetensorsFile {
    struct Tensor {
        let shape: [Int]
        let type: String
        let range: Range<Int>
    }

    static let maximumBytes = 64 << 20
    static let maximumHeader = 1 << 20
    static let maximumSide = 1 << 16

    let metadata: [String: String]
    let tensors: [String: Tensor]
    private let bytes: [UInt8]
    private let dataStart: Int

    init(_ bytes: [UInt8]) throws(ModelError) {
        guard bytes.count <= Self.maximumBytes else {
            throw .tooLarge(bytes: bytes.count, limit: Self.maximumBytes)
        }
        guard bytes.count >= 8 else { throw .truncated(needed: 8, found: bytes.count) }
        let length = bytes[0..<8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard length <= UInt64(Self.maximumHeader) else {
            throw .malformedHeader("it claims \(length) bytes, at most \(Self.maximumHeader) are")
        }
        dataStart = 8 + Int(length)
        guard dataStart <= bytes.count else {
            throw .truncated(needed: dataStart, found: bytes.count)
        }
        let header = try Self.header(bytes[8..<dataStart])
        metadata = header.metadata
        tensors = try Self.checked(header.tensors, dataBytes: bytes.count - dataStart)
        self.bytes = bytes
    }

    private static func header(_ bytes: ArraySlice<UInt8>) throws(ModelError) -> Header {
        do {
            return try JSONDecoder().decode(Header.self, from: Data(bytes))
        } catch {
            throw .malformedHeader("the JSON is not an object of tensors and metadata")
        }
    }

    /// Every range lies inside the data, holds its shape, and together they cover the data.
    private static func checked(
        _ entries: [String: Header.Entry], dataBytes: Int
    ) throws(ModelError) -> [String: Tensor] {
        var tensors: [String: Tensor] = [:]
        var end = 0
        for (name, entry) in entries.sorted(by: { $0.value.order < $1.value.order }) {
            let offsets = entry.data_offsets
            guard offsets.count == 2, offsets[0] == end, offsets[1] >= end else {
                throw .malformedHeader("tensor \"\(name)\" has offsets \(offsets)")
            }
            guard offsets[1] <= dataBytes else {
                throw .truncated(needed: offsets[1], found: dataBytes)
            }
            try check(entry, named: name)
            end = offsets[1]
            tensors[name] = Tensor(
                shape: entry.shape, type: entry.dtype, range: offsets[0]..<offsets[1])
        }
        guard end == dataBytes else {
            throw .malformedHeader("\(dataBytes - end) bytes of data belong to no tensor")
        }
        return tensors
    }

    private static func check(_ entry: Header.Entry, named name: String) throws(ModelError) {
        guard let size = elementBytes(entry.dtype) else {
            throw .wrongType(tensor: name, found: entry.dtype)
        }
        guard entry.shape.count <= 4, entry.shape.allSatisfy({ (1...maximumSide).contains($0) })
        else {
            throw .wrongShape(
                tensor: name, found: entry.shape, expected: "up to 4 sides of 1…\(maximumSide)")
        }
        let count = entry.shape.reduce(1, *)
        guard count.multipliedReportingOverflow(by: size) == (entry.byteCount, false) else {
            throw .wrongShape(
                tensor: name, found: entry.shape, expected: "\(entry.byteCount / size) numbers")
        }
    }

    private static func elementBytes(_ type: String) -> Int? {
        switch type {
        case "F16": 2
        case "F32": 4
        default: nil
        }
    }

    /// The numbers of a tensor of this file.
    func values(_ tensor: Tensor) -> [Float] {
        let data = bytes.dropFirst(dataStart + tensor.range.lowerBound).prefix(tensor.range.count)
        let size = tensor.type == "F16" ? 2 : 4
        return stride(from: data.startIndex, to: data.endIndex, by: size).map { index in
            size == 2
                ? HalfPrecision.float(UInt16(data[index]) | UInt16(data[index + 1]) << 8)
                : Float(
                    bitPattern: data[index..<(index + 4)].reversed().reduce(0) {
                        $0 << 8 | UInt32($1)
                    })
        }
    }
}

/// The JSON header of a safetensors file.
private struct Header: Decodable {
    struct Entry: Decodable {
        let dtype: String
        let shape: [Int]
        let data_offsets: [Int]

        /// By start, an empty tensor before the one that starts with it.
        var order: (Int, Int) { (data_offsets.first ?? 0, data_offsets.last ?? 0) }
        var byteCount: Int { data_offsets.count == 2 ? data_offsets[1] - data_offsets[0] : 0 }
    }

    struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    var metadata: [String: String] = [:]
    var tensors: [String: Entry] = [:]

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        for key in container.allKeys {
            if key.stringValue == "__metadata__" {
                metadata = try container.decode([String: String].self, forKey: key)
            } else {
                tensors[key.stringValue] = try container.decode(Entry.self, forKey: key)
            }
        }
    }
}

/// IEEE 754 binary16, converted without the processor's own instruction, so that all tiers agree.
enum HalfPrecision {
    static func float(_ bits: UInt16) -> Float {
        let sign = UInt32(bits & 0x8000) << 16
        let exponent = UInt32(bits >> 10 & 0x1F)
        let fraction = UInt32(bits & 0x3FF)
        switch exponent {
        case 0:
            let magnitude = Float(fraction) * 0x1p-24
            return sign == 0 ? magnitude : -magnitude
        case 31: return Float(bitPattern: sign | 0x7F80_0000 | fraction << 13)
        default: return Float(bitPattern: sign | (exponent + 112) << 23 | fraction << 13)
        }
    }
}
