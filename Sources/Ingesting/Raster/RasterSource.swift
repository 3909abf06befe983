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
        var evidence = ScaleEvidence()
        evidence.operatorSupplied = reader.operatorSpacing
        evidence.sidecar = sidecar?.spacing
        let luminance = try picture(into: &evidence).luminance
        return Frame(
            id: FrameID(input: input), modality: .ultrasound, luminance: luminance,
            evidence: evidence, context: sidecar?.context ?? AcquisitionContext())
    }

    /// The bytes of the file are gone when the luminance is made: together they would take a quarter
    /// more memory.
    private func picture(
        into evidence: inout ScaleEvidence
    ) throws(IngestError) -> InterleavedImage {
        let bytes = try FileSystem.bytes(
            of: item.path, input: input, allowed: reader.limits.maximumRasterBytes)
        let statements =
            item.format == .jpeg ? PictureStatements(jpeg: bytes) : PictureStatements(png: bytes)
        if let orientation = statements.orientation, orientation != 1 {
            throw .turned(input: input, orientation: orientation)
        }
        evidence.fileResolution = statements.resolution.flatMap {
            FileResolution($0, isJPEG: item.format == .jpeg)
        }
        return try decode(bytes, into: &evidence)
    }

    private func decode(
        _ bytes: [UInt8], into evidence: inout ScaleEvidence
    ) throws(IngestError) -> InterleavedImage {
        do throws(CodecError) {
            if item.format == .jpeg {
                return try JPEGImage.decode(bytes, limits: reader.limits.decoding).picture
            }
            let image = try PNGImage.decode(bytes, limits: reader.limits.decoding)
            evidence.pngResolution = image.resolution.flatMap(StatedSpacing.init)
            return image.picture
        } catch {
            throw .codec(input: input, error)
        }
    }
}

extension FileResolution {
    /// `nil` for a resolution that gives a scale.
    fileprivate init?(_ stated: PictureStatements.Resolution, isJPEG: Bool) {
        let (columns, rows) = (stated.acrossColumns, stated.acrossRows)
        let units: [PictureStatements.Resolution.Unit: String] = [
            .inch: "pixels per inch", .centimetre: "pixels per centimetre",
        ]
        if isJPEG {
            self = .jfif(acrossColumns: columns, acrossRows: rows, unit: units[stated.unit])
        } else if stated.unit != .metre {
            self = .pngShape(acrossColumns: columns, acrossRows: rows)
        } else if columns == 0 || rows == 0 {
            self = .pngZero(acrossColumns: columns, acrossRows: rows)
        } else {
            return nil
        }
    }
}

extension StatedSpacing {
    /// Millimetres from pixels per metre; `nil` for 0.
    fileprivate init?(_ resolution: PNGImage.Resolution) {
        guard resolution.pixelsPerMetreAcrossRows > 0, resolution.pixelsPerMetreAcrossColumns > 0
        else { return nil }
        self.init(
            betweenRows: 1000 / Double(resolution.pixelsPerMetreAcrossRows),
            betweenColumns: 1000 / Double(resolution.pixelsPerMetreAcrossColumns))
    }
}
