import DICOMFiles
import Geometry
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
    package func encoded() throws(DICOMWriteError) -> [UInt8] {
        let set = try DICOMDataSet()
        try set.put(
            SimulatedPatient.elements(seed: phantom.parameters.seed) + study + equipment
                + image + (calibrated ? [regions] : []))
        let digest = UniqueIdentifier.derived(
            from: try set.content() + Array((compressed ? "RLE" : "").utf8)
        ).text
        try set.put([
            .text(0x0008, 0x0016, sopClassUID),
            .text(0x0008, 0x0018, UniqueIdentifier.derived(from: "instance " + digest).text),
            .text(0x0020, 0x000D, UniqueIdentifier.derived(from: "study " + digest).text),
            .text(0x0020, 0x000E, UniqueIdentifier.derived(from: "series " + digest).text),
        ])
        return try set.file(as: compressed ? .runLength : .explicitLittleEndian)
    }

    /// Ultrasound Image Storage or Ultrasound Multi-frame Image Storage.
    private var sopClassUID: String {
        frames.count == 1 ? "1.2.840.10008.5.1.4.1.1.6.1" : "1.2.840.10008.5.1.4.1.1.3.1"
    }

    private var study: [DICOMElement] {
        SimulatedPatient.study(modality: "US", description: "Simulated ultrasound of a nerve") + [
            .text(0x0008, 0x0021, SimulatedPatient.date),
            .text(0x0020, 0x0013, "1"),
            .text(0x0020, 0x0020, ""),
            .text(0x0020, 0x0060, ""),
        ]
    }

    private var equipment: [DICOMElement] {
        let curved = if case .curved = phantom.parameters.scanner.geometry { true } else { false }
        return [
            .text(0x0008, 0x0070, "nerve-measure"),
            .text(0x0008, 0x1090, "Ultrasound phantom"),
            .text(0x0018, 0x5010, curved ? "simulated curved" : "simulated linear"),
            .text(0x0018, 0x6031, curved ? "CURVED LINEAR" : "LINEAR"),
        ]
    }

    private var image: [DICOMElement] {
        let size = phantom.conversion.size
        var elements: [DICOMElement] = [
            .text(0x0008, 0x0008, "ORIGINAL\\PRIMARY"),
            .text(0x0020, 0x4000, "Simulated picture, seed \(phantom.parameters.seed)"),
            .number(0x0028, 0x0002, 1),
            .text(0x0028, 0x0004, "MONOCHROME2"),
            .number(0x0028, 0x0010, size.rows),
            .number(0x0028, 0x0011, size.columns),
            .number(0x0028, 0x0100, 8),
            .number(0x0028, 0x0101, 8),
            .number(0x0028, 0x0102, 7),
            .number(0x0028, 0x0103, 0),
            .text(0x0028, 0x0301, "NO"),
            .text(0x0028, 0x2110, "00"),
            DICOMElement(
                0x7FE0, 0x0010, .pixels(bitsAllocated: 8, frames.flatMap(\.samples))),
        ]
        if frames.count > 1 { elements += cine }
        return elements
    }

    private var cine: [DICOMElement] {
        [
            .number(0x0018, 0x1063, phantom.parameters.motion.frameTimeMilliseconds),
            .number(0x0028, 0x0008, frames.count),
            DICOMElement(0x0028, 0x0009, .tags([DICOMTag(0x0018, 0x1063)])),
        ]
    }

    /// One region of two-dimensional tissue in centimetres; the reference pixel is the skin in the
    /// middle of the probe (PS3.3 §C.8.5.5).
    private var regions: DICOMElement {
        let region = phantom.conversion.region
        let spacing = phantom.conversion.spacing
        let skin = phantom.conversion.pixel(of: TissuePoint(lateral: 0, depth: 0))
        let reference = (
            column: (skin.column - Double(region.column)).rounded(),
            row: (skin.row - Double(region.row)).rounded()
        )
        let kilohertz = (phantom.parameters.scanner.frequencyMegahertz * 1_000).rounded()
        return DICOMElement(
            0x0018, 0x6011,
            .sequence([
                [
                    .number(0x0018, 0x6012, 1),
                    .number(0x0018, 0x6014, 1),
                    .number(0x0018, 0x6016, 0),
                    .number(0x0018, 0x6018, region.column),
                    .number(0x0018, 0x601A, region.row),
                    .number(0x0018, 0x601C, region.endColumn - 1),
                    .number(0x0018, 0x601E, region.endRow - 1),
                    .number(0x0018, 0x6020, reference.column),
                    .number(0x0018, 0x6022, reference.row),
                    .number(0x0018, 0x6024, 3),
                    .number(0x0018, 0x6026, 3),
                    .number(0x0018, 0x6028, 0),
                    .number(0x0018, 0x602A, 0),
                    .number(0x0018, 0x602C, spacing.betweenColumns.value / 10),
                    .number(0x0018, 0x602E, spacing.betweenRows.value / 10),
                    .number(0x0018, 0x6030, kilohertz),
                ]
            ]))
    }
}
