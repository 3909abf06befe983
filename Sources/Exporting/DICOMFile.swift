/// A DICOM file of our own making: preamble, meta information (PS3.10 §7.1), data set.
struct DICOMFile {
    enum TransferSyntax: String, Sendable {
        case explicitLittleEndian = "1.2.840.10008.1.2.1"
        case runLength = "1.2.840.10008.1.2.5"
    }

    let sopClassUID: String
    let sopInstanceUID: String
    let transferSyntax: TransferSyntax
    let elements: [DICOMElement]

    /// Derived from the name of the tool, so that it never changes.
    static let implementationClassUID = UniqueIdentifier.derived(from: "nerve-measure").text

    func encoded() -> [UInt8] {
        let meta = DICOMEncoder.encode([
            DICOMElement(0x0002, 0x0001, .bytes([0, 1])),
            .text(0x0002, 0x0002, .uniqueIdentifier, sopClassUID),
            .text(0x0002, 0x0003, .uniqueIdentifier, sopInstanceUID),
            .text(0x0002, 0x0010, .uniqueIdentifier, transferSyntax.rawValue),
            .text(0x0002, 0x0012, .uniqueIdentifier, Self.implementationClassUID),
            .text(0x0002, 0x0013, .shortString, "NERVE_MEASURE"),
        ])
        let length = DICOMElement(0x0002, 0x0000, .unsignedLong([UInt32(meta.count)]))
        let identity: [DICOMElement] = [
            .text(0x0008, 0x0016, .uniqueIdentifier, sopClassUID),
            .text(0x0008, 0x0018, .uniqueIdentifier, sopInstanceUID),
        ]
        return [UInt8](repeating: 0, count: 128) + Array("DICM".utf8)
            + DICOMEncoder.encode([length]) + meta + DICOMEncoder.encode(identity + elements)
    }
}
