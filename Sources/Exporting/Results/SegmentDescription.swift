import Anatomy
import DICOMFiles
import Reporting
import StudyModel

/// An item of the Segment Sequence (PS3.3 §C.8.20.4).
struct SegmentDescription {
    /// From 1.
    let number: Int
    /// The pixels of masks that belong to it.
    let label: UInt8
    let name: String
    let type: Code
    let side: Laterality?
    /// AUTOMATIC, SEMIAUTOMATIC or MANUAL.
    let algorithmType: String
    /// CIELab as 0…65535 (PS3.3 §C.10.7.1.1).
    let displayColour: [Double]
    let trackingUID: String
    let algorithm: AlgorithmIdentity

    /// A side is stated when all outlines agree on it; a nerve is named only as the operator asserts.
    static func nerve(
        in records: [ItemRecord], identity: ResultIdentity, instance: String
    ) -> SegmentDescription {
        let nerves = records.flatMap(\.nerves)
        let sides = Set(nerves.map(\.side))
        let name = nerves.first?.name ?? .unspecified
        return SegmentDescription(
            number: 1, label: MaskLabel.nerve,
            name: name == .sciatic ? "Sciatic nerve" : "Nerve", type: .nerve(name),
            side: sides.count == 1 ? sides.first ?? nil : nil,
            algorithmType: algorithmType(Set(nerves.map(\.provenance))),
            displayColour: nerveColour,
            trackingUID: identity.uid("segment nerve", instance),
            algorithm: AlgorithmIdentity(identity.run))
    }

    /// Yellow.
    static let nerveColour = [57_000.0, 33_500, 54_000]

    static func vessel(identity: ResultIdentity, instance: String) -> SegmentDescription {
        SegmentDescription(
            number: 2, label: MaskLabel.vessel, name: "Blood vessel", type: .bloodVessel, side: nil,
            algorithmType: "AUTOMATIC", displayColour: [35_000, 52_000, 45_000],
            trackingUID: identity.uid("segment vessel", instance),
            algorithm: AlgorithmIdentity(identity.run))
    }

    private static func algorithmType(_ provenances: Set<Provenance>) -> String {
        if provenances.isSubset(of: [.automatic]) { return "AUTOMATIC" }
        return provenances == [.edited] ? "MANUAL" : "SEMIAUTOMATIC"
    }

    var item: [DICOMElement] {
        let algorithm: [DICOMElement] =
            algorithmType == "MANUAL"
            ? []
            : [
                .text(0x0062, 0x0009, algorithm.name),
                DICOMElement(0x0062, 0x0007, .sequence([algorithm.item])),
            ]
        return algorithm + [
            .number(0x0062, 0x0004, number),
            .text(0x0062, 0x0005, name),
            .text(0x0062, 0x0008, algorithmType),
            DICOMElement(0x0062, 0x000D, .numbers(displayColour)),
            .text(0x0062, 0x0020, name),
            .text(0x0062, 0x0021, trackingUID),
            Code.anatomicalStructure.sequence(0x0062, 0x0003),
            DICOMElement(0x0062, 0x000F, .sequence([typeItem])),
        ]
    }

    private var typeItem: [DICOMElement] {
        type.item + (side.map { [Code.side($0).sequence(0x0062, 0x0011)] } ?? [])
    }
}
