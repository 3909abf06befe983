import Anatomy
import DICOMFiles
import Reporting
import StudyModel

/// An item of the Segment Sequence (PS3.3 §C.8.20.4).
struct SegmentDescription {
    /// From 1.
    let number: Int
    /// The pixels of masks that belong to it, on `side` where it has one.
    let label: AnatomicalLabel
    let side: Laterality?
    let name: String
    let type: Code
    /// AUTOMATIC, SEMIAUTOMATIC or MANUAL.
    let algorithmType: String
    let trackingUID: String
    let algorithm: AlgorithmIdentity

    /// A nerve is named only as the operator asserts.
    init(
        number: Int, label: AnatomicalLabel, side: Laterality?, of subject: ResultSubject,
        identity: ResultIdentity
    ) {
        self.number = number
        self.label = label
        self.side = side
        let nerves = subject.frames.flatMap(\.record.nerves)
        let isNerve = label == .nerve
        let nerve = nerves.first?.name ?? .unspecified
        type = isNerve ? .nerve(nerve) : .structure(label)
        let noun = isNerve && nerve == .sciatic ? "Sciatic nerve" : label.segmentName
        name = subject.volume == nil ? noun : noun + (side.map { ", \($0.rawValue)" } ?? "")
        algorithmType = isNerve ? Self.algorithmType(Set(nerves.map(\.provenance))) : "AUTOMATIC"
        trackingUID = Self.trackingUID(
            label, subject.volume == nil ? nil : side, of: subject, identity: identity)
        algorithm = AlgorithmIdentity(identity.run)
    }

    static func trackingUID(
        _ label: AnatomicalLabel, _ side: Laterality?, of subject: ResultSubject,
        identity: ResultIdentity
    ) -> String {
        let words = ["segment", label.name] + (side.map { [$0.rawValue] } ?? [])
        return identity.uid(words.joined(separator: " "), subject.key)
    }

    /// Yellow.
    static let nerveColour = [57_000.0, 33_500, 54_000]

    /// CIELab as 0…65535 (PS3.3 §C.10.7.1.1): red vessels, pale bones and tendons, muscles in turns of
    /// brown and blue.
    private var displayColour: [Double] {
        switch label {
        case .nerve: Self.nerveColour
        case .vessel: [35_000, 52_000, 45_000]
        case .bone: [60_000, 32_900, 36_000]
        case .tendon: [55_000, 32_000, 30_000]
        default:
            [
                28_000 + 2_200 * Double(label.rawValue % 10), 40_000,
                label.rawValue % 2 == 0 ? 40_000 : 24_000,
            ]
        }
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

extension AnatomicalLabel {
    /// For people, at most 64 characters (LO).
    fileprivate var segmentName: String {
        switch self {
        case .vessel: "Blood vessel"
        case .gluteusMedius: "Gluteus medius and minimus"
        case .obturatorInternus: "Obturator internus and gemelli"
        default:
            name.prefix(1).uppercased() + name.dropFirst().replacing("_", with: " ")
        }
    }
}
