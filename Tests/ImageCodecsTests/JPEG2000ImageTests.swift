import Foundation
import ImageCodecs
import Testing

/// Fixtures written with Pillow (OpenJPEG, reversible): 12 columns × 8 rows, sample n is n × step.
@Suite struct JPEG2000ImageTests {
    @Test("a lossless codestream gives its samples back")
    func lossless() throws {
        let eight = try JPEG2000Image.decode(Self.eight)
        #expect(eight.precision == 8 && !eight.isSigned)
        #expect(eight.picture.samples == .eight((0..<96).map { UInt8($0 * 2) }))
        let sixteen = try JPEG2000Image.decode(Self.sixteen)
        #expect(sixteen.precision == 16)
        #expect(sixteen.picture.samples == .sixteen((0..<96).map { UInt16($0 * 600) }))
    }

    @Test("truncated and flipped bytes end as a picture or an error")
    func broken() {
        for length in 0..<Self.eight.count - 2 {
            #expect(throws: CodecError.self) {
                try JPEG2000Image.decode(Array(Self.eight.prefix(length)))
            }
        }
        var random = SplitMix(state: 2000)
        for _ in 0..<200 {
            var mutated = Self.sixteen
            mutated[random.next(below: mutated.count)] = UInt8(random.next(below: 256))
            _ = try? JPEG2000Image.decode(mutated, limits: DecodingLimits(maximumPixels: 1 << 16))
        }
    }

    static let eight = Array(
        Data(
            base64Encoded:
                "/0//UQApAAAAAAAMAAAACAAAAAAAAAAAAAAADAAAAAgAAAAAAAAAAAABBwEB/1IADAAAAAEAAwQEAAH/XA"
                + "ANQEBISFBISFBISFD/ZAAlAAFDcmVhdGVkIGJ5IE9wZW5KUEVHIHZlcnNpb24gMi41LjT/kAAKAAAA"
                + "AAAzAAH/k8+0DAXiP6PtAwABu9/AfCFD6gQAEUMLOPgxwDoUHzgwLFsDgtL/2Q==") ?? Data())

    static let sixteen = Array(
        Data(
            base64Encoded:
                "/0//UQApAAAAAAAMAAAACAAAAAAAAAAAAAAADAAAAAgAAAAAAAAAAAABDwEB/1IADAAAAAEAAwQEAAH/XA"
                + "ANQICIiJCIiJCIiJD/ZAAlAAFDcmVhdGVkIGJ5IE9wZW5KUEVHIHZlcnNpb24gMi41LjT/kAAKAAAA"
                + "AABRAAH/k8/8MBQF/dVDt8APwAp/4kCABZ8Cgx4LwH8gsP9gwQARQoE/Pws5q9QMB4EHwD9geD/wAI"
                + "AsW/Jgw94+A4LMkovHcsH/2Q==") ?? Data())
}
