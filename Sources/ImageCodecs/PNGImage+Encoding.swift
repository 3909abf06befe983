internal import CImageCodecs
import Raster

extension PNGImage {
    /// How hard the encoder works. The settings are chosen for speed: the pictures of a run are
    /// written once and looked at seldom.
    package enum Effort: Sendable {
        /// Photographs and overlays: level 1 on differences to the left neighbour.
        case fast
        /// Label masks: long runs of equal bytes, no filter.
        case runs

        var settings: ic_png_effort {
            switch self {
            case .fast: ic_png_effort(level: 1, sub: 1)
            case .runs: ic_png_effort(level: 1, sub: 0)
            }
        }
    }

    /// The bytes of a PNG without date or text: equal pictures give equal bytes.
    package static func encode(
        _ picture: InterleavedImage, resolution: Resolution? = nil, effort: Effort = .fast
    ) throws(CodecError) -> [UInt8] {
        var header = ic_header()
        header.columns = UInt32(clamping: picture.size.columns)
        header.rows = UInt32(clamping: picture.size.rows)
        header.channels = UInt32(picture.channels.rawValue)
        header.pixels_per_metre_x = UInt32(clamping: resolution?.pixelsPerMetreAcrossColumns ?? 0)
        header.pixels_per_metre_y = UInt32(clamping: resolution?.pixelsPerMetreAcrossRows ?? 0)
        switch picture.samples {
        case .eight(let samples):
            header.bits_per_sample = 8
            return try encode(samples, header, effort)
        case .sixteen(let samples):
            header.bits_per_sample = 16
            return try encode(samples, header, effort)
        }
    }

    /// An 8-bit grey PNG.
    package static func encode(
        grey plane: Plane<UInt8>, resolution: Resolution? = nil
    ) throws(CodecError) -> [UInt8] {
        try encode(
            InterleavedImage(size: plane.size, channels: .grey, samples: .eight(plane.samples)),
            resolution: resolution)
    }

    /// An 8-bit grey PNG whose values are the labels themselves.
    package static func encode(labels: LabelPlane) throws(CodecError) -> [UInt8] {
        try encode(
            InterleavedImage(size: labels.size, channels: .grey, samples: .eight(labels.samples)),
            effort: .runs)
    }

    /// A PNG of at most 256 colours; `palette` holds red, green, blue of each, and every index is
    /// below their number.
    package static func encode(
        indices: Plane<UInt8>, palette: [UInt8]
    ) throws(CodecError) -> [UInt8] {
        var header = ic_header()
        header.columns = UInt32(clamping: indices.size.columns)
        header.rows = UInt32(clamping: indices.size.rows)
        header.channels = 1
        header.bits_per_sample = 8
        return try encode(indices.samples, header, .fast, palette: palette)
    }

    private static func encode<Sample: BitwiseCopyable>(
        _ samples: [Sample], _ header: ic_header, _ effort: Effort, palette: [UInt8]? = nil
    ) throws(CodecError) -> [UInt8] {
        var header = header
        var error = ic_error()
        var block: UnsafeMutablePointer<UInt8>?
        var count = 0
        let code = unsafe samples.withUnsafeBytes { raw in
            let start = unsafe raw.baseAddress?.assumingMemoryBound(to: UInt8.self)
            guard let palette else {
                return unsafe ic_png_encode(
                    &header, nil, start, raw.count, effort.settings, &block, &count, &error)
            }
            return unsafe palette.withUnsafeBufferPointer { colours in
                var table = unsafe ic_palette(
                    rgb: colours.baseAddress, count: UInt32(clamping: colours.count / 3))
                return unsafe ic_png_encode(
                    &header, &table, start, raw.count, effort.settings, &block, &count, &error)
            }
        }
        guard code == IC_OK, let start = unsafe block else {
            throw .cannotEncode(.png, detail: text(of: error))
        }
        defer { unsafe ic_free(start) }
        return unsafe [UInt8](UnsafeBufferPointer(start: start, count: count))
    }
}
