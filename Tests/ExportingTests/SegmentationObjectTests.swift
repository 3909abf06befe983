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

    @Test(
        "identifiers",
        arguments: [
            ("1.2.840", true), ("2.25." + String(repeating: "9", count: 59), true),
            ("2.25." + String(repeating: "9", count: 60), false), ("1..2", false), ("1.a", false),
            ("", false),
        ])
    func identifiers(text: String, isLawful: Bool) {
        #expect(UniqueIdentifier.isLawful(text) == isLawful)
    }
}
