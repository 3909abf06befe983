import DICOMFiles
import Foundation
import Raster
import Testing

@Suite struct BitSequenceTests {
    @Test("bits of odd frames follow each other without padding")
    func bits() {
        var bits = BitSequence(capacity: 0)
        bits.append([2, 0, 2], equalTo: 2)
        bits.append([1, 1, 0, 0, 2, 0, 1], equalTo: 1)
        #expect(bits.count == 10)
        #expect(bits.evenBytes == [0b0001_1101, 0b10])
        #expect(
            BitSequence.bits(7, from: 3, of: bits.evenBytes)
                == [true, true, false, false, false, false, true])
        #expect(BitSequence(capacity: 8).evenBytes.isEmpty)
    }

    @Test("bytes that are taken away when they are full are those of the whole", arguments: 0...17)
    func taken(count: Int) {
        for added in 0...17 {
            let samples = (0..<count + added).map { UInt8($0 * 7 % 3 % 2) }
            var (whole, parts) = (BitSequence(), BitSequence())
            whole.append(samples, equalTo: 1)
            parts.append(Array(samples.prefix(count)), equalTo: 1)
            var bytes = parts.takeFullBytes()
            parts.append(Array(samples.dropFirst(count)), equalTo: 1)
            bytes += parts.takeFullBytes()
            #expect(bytes.count == (count + added) / 8 && parts.count == (count + added) % 8)
            if parts.count > 0 { bytes.append(parts.evenBytes[0]) }
            #expect(bytes.even == whole.evenBytes)
        }
    }

    @Test(
        "identifiers",
        arguments: [
            ("1.2.840", true), ("2.25." + String(repeating: "9", count: 59), true),
            ("2.25." + String(repeating: "9", count: 60), false), ("1..2", false), ("1.a", false),
            ("", false), ("1.2.0.3", true), ("1.2.03", false), ("0.1", true), ("1.2.", false),
            ("1.²", false),
        ])
    func identifiers(text: String, isLawful: Bool) {
        #expect(UniqueIdentifier.isLawful(text) == isLawful)
    }
}
