/// What the first bytes of a file say that it is. Names are never asked.
package enum FileFormat: Hashable, Sendable {
    case png
    case jpeg
    case dicom
    case nifti
    /// Perhaps a NIfTI volume: what is compressed shows when it is opened.
    case gzip
    /// An image that is recognised and not read; the name of its format.
    case unsupported(String)
    case unknown

    /// Enough bytes for `init`; shorter files are recognised by what they have.
    package static let prefixLength = 352

    package init(prefix bytes: [UInt8]) {
        if let known = Self.magics.first(where: { bytes.holds($0.magic, at: $0.offset) }) {
            self = known.format
        } else if Self.looksLikeNIfTI(bytes) {
            self = .nifti
        } else if Self.looksLikeBareDataSet(bytes) {
            self = .dicom
        } else {
            self = .unknown
        }
    }

    /// - Throws: `IngestError` when the file cannot be read.
    init(of item: InputItem) throws(IngestError) {
        self.init(
            prefix: try FileSystem.prefix(
                of: item.path, length: Self.prefixLength, input: item.input))
    }

    private static let magics: [(magic: [UInt8], offset: Int, format: FileFormat)] = [
        ([0x89, 0x50, 0x4E, 0x47], 0, .png),
        ([0xFF, 0xD8, 0xFF], 0, .jpeg),
        (Array("DICM".utf8), 128, .dicom),
        ([0x00, 0x00, 0x00, 0x0C, 0x6A, 0x50, 0x20, 0x20], 0, .unsupported("JPEG 2000")),
        ([0xFF, 0x4F, 0xFF, 0x51], 0, .unsupported("JPEG 2000")),
        (Array("II*\0".utf8), 0, .unsupported("TIFF")),
        (Array("MM\0*".utf8), 0, .unsupported("TIFF")),
        (Array("GIF8".utf8), 0, .unsupported("GIF")),
        (Array("BM".utf8), 0, .unsupported("BMP")),
        (Array("WEBP".utf8), 8, .unsupported("WebP")),
        ([0x1F, 0x8B], 0, .gzip),
        (Array("PK\u{3}\u{4}".utf8), 0, .unsupported("ZIP")),
    ]

    /// NIfTI-1 and -2: the header's own length, then the magic at its place.
    private static func looksLikeNIfTI(_ bytes: [UInt8]) -> Bool {
        ["n+1\0", "ni1\0"].contains { bytes.holds(Array($0.utf8), at: 344) }
            || ["n+2\0", "ni2\0"].contains { bytes.holds(Array($0.utf8), at: 4) }
    }

    /// A data set without preamble: its first element is of group 0002 or 0008, and what follows
    /// the tag is a value representation or a short length.
    private static func looksLikeBareDataSet(_ bytes: [UInt8]) -> Bool {
        guard bytes.count >= 8 else { return false }
        let little = bytes[1] == 0 && (bytes[0] == 2 || bytes[0] == 8) && bytes[3] == 0
        let big = bytes[0] == 0 && bytes[1] == 8 && bytes[2] == 0
        guard little || big else { return false }
        let isExplicit = bytes[4...5].allSatisfy { (0x41...0x5A).contains($0) }
        let isImplicit = little && bytes[6] == 0 && bytes[7] == 0 && bytes[5] < 4
        return isExplicit || isImplicit
    }
}

extension [UInt8] {
    fileprivate func holds(_ magic: [UInt8], at offset: Int) -> Bool {
        count >= offset + magic.count && self[offset..<offset + magic.count].elementsEqual(magic)
    }
}
