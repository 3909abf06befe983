internal import CImageCodecs
import Raster

/// A decoded PNG.
package struct PNGImage: Hashable, Sendable {
    /// `pHYs` with unit metre, as stated; values may be zero.
    package struct Resolution: Hashable, Sendable {
        package let pixelsPerMetreAcrossColumns: Int
        package let pixelsPerMetreAcrossRows: Int

        package init(pixelsPerMetreAcrossColumns: Int, pixelsPerMetreAcrossRows: Int) {
            self.pixelsPerMetreAcrossColumns = pixelsPerMetreAcrossColumns
            self.pixelsPerMetreAcrossRows = pixelsPerMetreAcrossRows
        }
    }

    package let picture: InterleavedImage
    package let resolution: Resolution?
    /// Bits per sample, or per palette index, in the file: 1, 2, 4, 8 or 16.
    package let storedBits: Int

    package var luminance: Plane<Float> { picture.luminance }

    /// Decodes every PNG kind: 1–16 bit, grey, palette (becomes RGB), alpha, interlaced. Sub-byte
    /// grey is scaled to 0…255. Gamma, colour profiles and EXIF orientation are not applied.
    /// - Throws: `CodecError`; a file whose last chunk is missing counts as truncated.
    package static func decode(
        _ bytes: [UInt8], limits: DecodingLimits = .standard
    ) throws(CodecError) -> PNGImage {
        let (picture, header) = try unsafe decodeInterleaved(
            bytes, format: .png, limits: limits, using: ic_png_decode)
        let known = header.pixels_per_metre_x > 0 || header.pixels_per_metre_y > 0
        let resolution = Resolution(
            pixelsPerMetreAcrossColumns: Int(header.pixels_per_metre_x),
            pixelsPerMetreAcrossRows: Int(header.pixels_per_metre_y))
        return PNGImage(
            picture: picture, resolution: known ? resolution : nil,
            storedBits: Int(header.stored_bits))
    }

    /// The samples as stored, for pictures whose values are labels: grey of few bits is not scaled,
    /// and a palette gives its indices.
    /// - Throws: as `decode`.
    package static func decodeStored(
        _ bytes: [UInt8], limits: DecodingLimits = .standard
    ) throws(CodecError) -> InterleavedImage {
        try unsafe decodeInterleaved(
            bytes, format: .png, limits: limits, using: ic_png_decode_stored
        ).0
    }
}
