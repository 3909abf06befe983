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

    @Test("a sequence behind another is as if its samples had come one by one", arguments: 0...17)
    func appended(count: Int) {
        for added in 0...17 {
            let samples = (0..<count + added).map { UInt8($0 * 7 % 3 % 2) }
            var (whole, first) = (BitSequence(capacity: 0), BitSequence(capacity: 0))
            var second = BitSequence(capacity: 0)
            whole.append(samples, equalTo: 1)
            first.append(Array(samples.prefix(count)), equalTo: 1)
            second.append(Array(samples.dropFirst(count)), equalTo: 1)
            first.append(second)
            #expect(first.evenBytes == whole.evenBytes && first.count == whole.count)
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
