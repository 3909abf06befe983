import DICOMFiles
import Raster

/// How the pixels of a DICOM image are stored (PS3.3 §C.7.6.3), checked.
struct PixelDescription: Hashable {
    enum Photometric: String, CaseIterable {
        case monochrome1 = "MONOCHROME1"
        case monochrome2 = "MONOCHROME2"
        case paletteColour = "PALETTE COLOR"
        case rgb = "RGB"
        case ybrFull = "YBR_FULL"
        case ybrFull422 = "YBR_FULL_422"
        case ybrReversible = "YBR_RCT"
        case ybrIrreversible = "YBR_ICT"

        var samplesPerPixel: Int {
            switch self {
            case .monochrome1, .monochrome2, .paletteColour: 1
            case .rgb, .ybrFull, .ybrFull422, .ybrReversible, .ybrIrreversible: 3
            }
        }
    }

    let size: PlaneSize
    let numberOfFrames: Int
    let photometric: Photometric
    let bitsAllocated: Int
    let bitsStored: Int
    let highBit: Int
    let isSigned: Bool
    let isPlanar: Bool

    var samplesPerPixel: Int { photometric.samplesPerPixel }
    var bytesPerSample: Int { max(1, bitsAllocated / 8) }
    var samplesPerFrame: Int { size.count * samplesPerPixel }

    /// - Throws: `DICOMProblem` naming the attribute that is missing or not allowed.
    init(_ item: DICOMFile.Item, limits: IngestLimits) throws(DICOMProblem) {
        let columns = try item.integer(.columns, in: 1...65535)
        let rows = try item.integer(.rows, in: 1...65535)
        guard let size = PlaneSize(columns: columns, rows: rows),
            size.count <= limits.decoding.maximumPixels
        else {
            throw .tooManyPixels(
                columns: columns, rows: rows, allowed: limits.decoding.maximumPixels)
        }
        self.size = size
        numberOfFrames = try item.integer(
            .numberOfFrames, in: 1...limits.maximumFrames, otherwise: 1)
        photometric = try Self.photometric(of: item)
        let samples = try item.integer(.samplesPerPixel, in: 1...4)
        guard samples == photometric.samplesPerPixel else {
            throw .invalidAttribute(
                .samplesPerPixel, found: "\(samples)",
                allowed: "\(photometric.samplesPerPixel) with \(photometric.rawValue)")
        }
        bitsAllocated = try item.integer(.bitsAllocated, in: 1...32)
        guard [1, 8, 16, 32].contains(bitsAllocated) else {
            throw .invalidAttribute(
                .bitsAllocated, found: "\(bitsAllocated)", allowed: "1, 8, 16 or 32")
        }
        bitsStored = try item.integer(.bitsStored, in: 1...bitsAllocated)
        highBit = try item.integer(
            .highBit, in: bitsStored - 1...bitsAllocated - 1, otherwise: bitsStored - 1)
        isSigned =
            try item.integer(.pixelRepresentation, in: 0...1, otherwise: 0) == 1
        let planar = try item.integer(.planarConfiguration, in: 0...1, otherwise: 0)
        isPlanar = samples > 1 && planar == 1
    }

    private static func photometric(of item: DICOMFile.Item) throws(DICOMProblem) -> Photometric {
        guard let text = item.text(.photometricInterpretation) else {
            throw .missingAttribute(.photometricInterpretation)
        }
        guard let photometric = Photometric(rawValue: text) else {
            throw .invalidAttribute(
                .photometricInterpretation, found: String(text.prefix(40)),
                allowed: Photometric.allCases.map(\.rawValue).joined(separator: ", "))
        }
        return photometric
    }
}
