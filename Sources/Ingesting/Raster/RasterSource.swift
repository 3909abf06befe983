import ImageCodecs
import Raster
import StudyModel

/// A PNG or JPEG file: one frame, without a study.
struct RasterSource: FrameSource {
    let input: String
    private let item: InputItem
    private let reader: StudyReader
    private let sidecar: Sidecar?

    init(_ item: InputItem, reader: StudyReader) throws(IngestError) {
        let allowed = reader.limits.maximumRasterBytes
        guard item.byteCount <= allowed else {
            throw .tooLarge(input: item.input, bytes: item.byteCount, allowed: allowed)
        }
        input = item.input
        self.item = item
        self.reader = reader
        sidecar = try Sidecar.read(for: item, limits: reader.limits)
    }

    var sopInstanceUID: String? { nil }
    var numberOfFrames: Int { 1 }
    var placement: FramePlacement { FramePlacement() }

    func frame(at number: Int) throws(IngestError) -> Frame {
        guard number == 1 else {
            throw .dicom(input: input, .noSuchFrame(number: number, allowed: 1))
        }
        let bytes = try FileSystem.bytes(
            of: item.path, input: input, allowed: reader.limits.maximumRasterBytes)
        var evidence = ScaleEvidence()
        evidence.operatorSupplied = reader.operatorSpacing
        evidence.sidecar = sidecar?.spacing
        let luminance = try decode(bytes, into: &evidence)
        return Frame(
            id: FrameID(input: input), modality: .ultrasound, luminance: luminance,
            evidence: evidence, context: sidecar?.context ?? AcquisitionContext())
    }

    private func decode(
        _ bytes: [UInt8], into evidence: inout ScaleEvidence
    ) throws(IngestError) -> Plane<Float> {
        do throws(CodecError) {
            if item.format == .jpeg {
                return try JPEGImage.decode(bytes, limits: reader.limits.decoding).luminance
            }
            let image = try PNGImage.decode(bytes, limits: reader.limits.decoding)
            evidence.pngResolution = image.resolution.map(StatedSpacing.init)
            return image.luminance
        } catch {
            throw .codec(input: input, error)
        }
    }
}

extension StatedSpacing {
    /// Millimetres from pixels per metre; infinite for 0, which no later stage accepts.
    fileprivate init(_ resolution: PNGImage.Resolution) {
        self.init(
            betweenRows: 1000 / Double(resolution.pixelsPerMetreAcrossRows),
            betweenColumns: 1000 / Double(resolution.pixelsPerMetreAcrossColumns))
    }
}
