/// The kinds of picture that are told apart by their first bytes.
package enum ImageFormat: String, Hashable, Sendable {
    case png = "PNG"
    case jpeg = "JPEG"
    case jpeg2000 = "JPEG 2000"
    case nifti = "NIfTI"
}

/// Why bytes give no picture, or a picture no bytes.
package enum CodecError: Error, Hashable, Sendable {
    /// The bytes end before the picture does.
    case truncated(ImageFormat, detail: String)
    /// The bytes break the format's rules.
    case corrupt(ImageFormat, detail: String)
    /// A lawful kind that is not read here; `detail` says what was found and what is allowed.
    case unsupported(ImageFormat, detail: String)
    case tooManyPixels(ImageFormat, columns: Int, rows: Int, allowed: Int)
    case outOfMemory(ImageFormat)
    /// The samples handed over do not fit the size.
    case cannotEncode(ImageFormat, detail: String)

    /// The word in tables.
    package var name: String {
        switch self {
        case .truncated: "truncated"
        case .corrupt: "corrupt"
        case .unsupported: "unsupported"
        case .tooManyPixels: "tooManyPixels"
        case .outOfMemory: "outOfMemory"
        case .cannotEncode: "cannotEncode"
        }
    }

    /// The part of a sentence that follows the name of the file.
    package var message: String {
        switch self {
        case .truncated(let format, let detail):
            "is a truncated \(format.rawValue) (\(detail)); copy it again from its source"
        case .corrupt(let format, let detail):
            "is a damaged \(format.rawValue) (\(detail)); copy it again from its source"
        case .unsupported(let format, let detail):
            "is a \(format.rawValue) of a kind that is not read: \(detail)"
        case .tooManyPixels(let format, let columns, let rows, let allowed):
            "is a \(format.rawValue) of \(columns) × \(rows) pixels; at most \(allowed) pixels are "
                + "read"
        case .outOfMemory(let format):
            "is a \(format.rawValue) that does not fit into memory"
        case .cannotEncode(let format, let detail):
            "cannot be written as \(format.rawValue): \(detail)"
        }
    }
}

/// What a decoder may spend on one picture.
package struct DecodingLimits: Hashable, Sendable {
    package var maximumPixels: Int

    package init(maximumPixels: Int) { self.maximumPixels = maximumPixels }

    /// 2²³ pixels, for example 4096 × 2048: the costliest kind, RGBA of 16 bits that deflate cannot
    /// shrink, takes 16 bytes a pixel, so that a run stays below 200 MB.
    package static let standard = DecodingLimits(maximumPixels: 1 << 23)

    /// 2²⁶ voxels, for example 512 × 512 × 256; 256 MiB as Float.
    package static let volume = DecodingLimits(maximumPixels: 1 << 26)
}
