import Geometry
import JSON
import Phantoms
import Raster

/// A phantom as an Ultrasound Image (one frame) or Ultrasound Multi-frame Image (PS3.3 §A.6, §A.7).
///
/// Everybody in it is invented and says so; dates are fixed; UIDs are digests of the content. The
/// same phantom gives the same bytes.
package struct SimulatedImage: Sendable {
    package let phantom: UltrasoundPhantom
    /// Without: no Sequence of Ultrasound Regions.
    package let calibrated: Bool
    /// RLE instead of native pixels.
    package let compressed: Bool
    let frames: [Plane<UInt8>]

    package init(of phantom: UltrasoundPhantom, calibrated: Bool, compressed: Bool = false) {
        self.phantom = phantom
        self.calibrated = calibrated
        self.compressed = compressed
        frames = (0..<phantom.parameters.motion.frames).map(phantom.frame)
    }

    /// The file's bytes.
    package func encoded() -> [UInt8] {
        let content = patient + study + equipment + image + (calibrated ? [regions] : [])
        let digest = UniqueIdentifier.derived(from: DICOMEncoder.encode(content))
        let file = DICOMFile(
            sopClassUID: frames.count == 1
                ? "1.2.840.10008.5.1.4.1.1.6.1" : "1.2.840.10008.5.1.4.1.1.3.1",
            sopInstanceUID: UniqueIdentifier.derived(from: "instance " + digest.text).text,
            transferSyntax: compressed ? .runLength : .explicitLittleEndian,
            elements: content + [
                .text(
                    0x0020, 0x000D, .uniqueIdentifier,
                    UniqueIdentifier.derived(from: "study " + digest.text).text),
                .text(
                    0x0020, 0x000E, .uniqueIdentifier,
                    UniqueIdentifier.derived(from: "series " + digest.text).text),
            ])
        return file.encoded()
    }

    private var patient: [DICOMElement] {
        [
            .text(0x0010, 0x0010, .personName, "PHANTOM^SIMULATED"),
            .text(0x0010, 0x0020, .longString, "PHANTOM-\(phantom.parameters.seed)"),
            .text(0x0010, 0x0030, .date, ""),
            .text(0x0010, 0x0040, .codeString, "O"),
            .text(0x0010, 0x4000, .longText, "Simulated by nerve-measure. Not a patient."),
        ]
    }

    private var study: [DICOMElement] {
        [
            .text(0x0008, 0x0020, .date, "20260101"),
            .text(0x0008, 0x0021, .date, "20260101"),
            .text(0x0008, 0x0023, .date, "20260101"),
            .text(0x0008, 0x0030, .time, "120000"),
            .text(0x0008, 0x0033, .time, "120000"),
            .text(0x0008, 0x0050, .shortString, ""),
            .text(0x0008, 0x0060, .codeString, "US"),
            .text(0x0008, 0x0090, .personName, ""),
            .text(0x0008, 0x1030, .longString, "Simulated ultrasound of a nerve"),
            .text(0x0020, 0x0010, .shortString, "PHANTOM"),
            .text(0x0020, 0x0011, .integerString, "1"),
            .text(0x0020, 0x0013, .integerString, "1"),
            .text(0x0020, 0x0020, .codeString, ""),
            .text(0x0020, 0x0060, .codeString, ""),
        ]
    }

    private var equipment: [DICOMElement] {
        let curved = if case .curved = phantom.parameters.scanner.geometry { true } else { false }
        return [
            .text(0x0008, 0x0070, .longString, "nerve-measure"),
            .text(0x0008, 0x1090, .longString, "Ultrasound phantom"),
            .text(0x0018, 0x5010, .longString, curved ? "simulated curved" : "simulated linear"),
            .text(0x0018, 0x6031, .codeString, curved ? "CURVED LINEAR" : "LINEAR"),
        ]
    }

    private var image: [DICOMElement] {
        let size = phantom.conversion.size
        var elements: [DICOMElement] = [
            .text(0x0008, 0x0008, .codeString, "ORIGINAL\\PRIMARY"),
            .text(0x0020, 0x4000, .longText, "Simulated picture, seed \(phantom.parameters.seed)"),
            DICOMElement(0x0028, 0x0002, .unsignedShort([1])),
            .text(0x0028, 0x0004, .codeString, "MONOCHROME2"),
            DICOMElement(0x0028, 0x0010, .unsignedShort([UInt16(size.rows)])),
            DICOMElement(0x0028, 0x0011, .unsignedShort([UInt16(size.columns)])),
            DICOMElement(0x0028, 0x0100, .unsignedShort([8])),
            DICOMElement(0x0028, 0x0101, .unsignedShort([8])),
            DICOMElement(0x0028, 0x0102, .unsignedShort([7])),
            DICOMElement(0x0028, 0x0103, .unsignedShort([0])),
            .text(0x0028, 0x0301, .codeString, "NO"),
            .text(0x0028, 0x2110, .codeString, "00"),
            DICOMElement(0x7FE0, 0x0010, pixels),
        ]
        if frames.count > 1 { elements += cine }
        return elements
    }

    private var cine: [DICOMElement] {
        let time =
            DecimalText.text(
                phantom.parameters.motion.frameTimeMilliseconds, decimals: 3) ?? ""
        return [
            .text(0x0018, 0x1063, .decimalString, time),
            .text(0x0028, 0x0008, .integerString, String(frames.count)),
            DICOMElement(0x0028, 0x0009, .tags([DICOMTag(0x0018, 0x1063)])),
        ]
    }

    private var pixels: DICOMValue {
        if compressed {
            return .fragments(
                frames.map { RunLength.encode($0.samples, columns: $0.size.columns) })
        }
        return .bytes(frames.flatMap(\.samples))
    }

    /// One region of two-dimensional tissue in centimetres; the reference pixel is the skin in the
    /// middle of the probe (PS3.3 §C.8.5.5).
    private var regions: DICOMElement {
        let region = phantom.conversion.region
        let spacing = phantom.conversion.spacing
        let skin = phantom.conversion.pixel(of: TissuePoint(lateral: 0, depth: 0))
        let reference = (
            column: Int32((skin.column - Double(region.column)).rounded()),
            row: Int32((skin.row - Double(region.row)).rounded())
        )
        let kilohertz = UInt32((phantom.parameters.scanner.frequencyMegahertz * 1_000).rounded())
        return DICOMElement(
            0x0018, 0x6011,
            .sequence([
                [
                    DICOMElement(0x0018, 0x6012, .unsignedShort([1])),
                    DICOMElement(0x0018, 0x6014, .unsignedShort([1])),
                    DICOMElement(0x0018, 0x6016, .unsignedLong([0])),
                    DICOMElement(0x0018, 0x6018, .unsignedLong([UInt32(region.column)])),
                    DICOMElement(0x0018, 0x601A, .unsignedLong([UInt32(region.row)])),
                    DICOMElement(0x0018, 0x601C, .unsignedLong([UInt32(region.endColumn - 1)])),
                    DICOMElement(0x0018, 0x601E, .unsignedLong([UInt32(region.endRow - 1)])),
                    DICOMElement(0x0018, 0x6020, .signedLong([reference.column])),
                    DICOMElement(0x0018, 0x6022, .signedLong([reference.row])),
                    DICOMElement(0x0018, 0x6024, .unsignedShort([3])),
                    DICOMElement(0x0018, 0x6026, .unsignedShort([3])),
                    DICOMElement(0x0018, 0x6028, .double([0])),
                    DICOMElement(0x0018, 0x602A, .double([0])),
                    DICOMElement(0x0018, 0x602C, .double([spacing.betweenColumns.value / 10])),
                    DICOMElement(0x0018, 0x602E, .double([spacing.betweenRows.value / 10])),
                    DICOMElement(0x0018, 0x6030, .unsignedLong([kilohertz])),
                ]
            ]))
    }
}
