import Foundation

/// An ICC profile for pictures that come without one.
enum ColourProfile {
    /// sRGB (IEC 61966-2-1) as an input profile of version 2 (ICC.1:2001-04): primaries adapted to D50,
    /// and its curve as 1024 samples.
    static let standardRGB: [UInt8] = {
        let curve = curveElement
        let elements: [(tags: [String], bytes: [UInt8])] = [
            (["desc"], descriptionElement("sRGB")),
            (["cprt"], signature("text") + word(0) + Array("No copyright".utf8) + [0]),
            (["wtpt"], position(illuminant)),
            (["rXYZ"], position([0.43607, 0.22249, 0.01392])),
            (["gXYZ"], position([0.38515, 0.71687, 0.09708])),
            (["bXYZ"], position([0.14307, 0.06061, 0.7141])),
            (["rTRC", "gTRC", "bTRC"], curve),
        ]
        var table: [UInt8] = []
        var data: [UInt8] = []
        let count = elements.reduce(0) { $0 + $1.tags.count }
        let start = 128 + 4 + 12 * count
        for element in elements {
            for tag in element.tags {
                table += signature(tag) + word(start + data.count) + word(element.bytes.count)
            }
            data += element.bytes
            data += [UInt8](repeating: 0, count: (4 - data.count % 4) % 4)
        }
        return header(byteCount: start + data.count) + word(count) + table + data
    }()

    /// D50, as XYZ.
    private static let illuminant = [0.9642, 1, 0.8249]

    /// Fixed date: the profile is always the same.
    private static func header(byteCount: Int) -> [UInt8] {
        var header = word(byteCount) + word(0) + word(0x0210_0000)
        header += signature("scnr") + signature("RGB ") + signature("XYZ ")
        header += [2026, 1, 1, 0, 0, 0].flatMap(half) + signature("acsp")
        header += [UInt8](repeating: 0, count: 28)
        header += illuminant.flatMap(fixedPoint)
        return Array((header + [UInt8](repeating: 0, count: 128)).prefix(128))
    }

    private static var curveElement: [UInt8] {
        let samples = (0..<1024).flatMap { index -> [UInt8] in
            let value = Double(index) / 1023
            let linear = value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
            return half(Int((linear * 65535).rounded()))
        }
        return signature("curv") + word(0) + word(1024) + samples
    }

    private static func descriptionElement(_ text: String) -> [UInt8] {
        let ascii = Array(text.utf8) + [0]
        return signature("desc") + word(0) + word(ascii.count) + ascii
            + [UInt8](repeating: 0, count: 78)
    }

    private static func position(_ coordinates: [Double]) -> [UInt8] {
        signature("XYZ ") + word(0) + coordinates.flatMap(fixedPoint)
    }

    /// Signed 16.16.
    private static func fixedPoint(_ value: Double) -> [UInt8] {
        word(Int((value * 65536).rounded()))
    }

    private static func signature(_ text: String) -> [UInt8] { Array(text.utf8) }

    private static func word(_ value: Int) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) }
    }

    private static func half(_ value: Int) -> [UInt8] {
        [UInt8(truncatingIfNeeded: value >> 8), UInt8(truncatingIfNeeded: value)]
    }
}
