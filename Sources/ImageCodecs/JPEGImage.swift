internal import CImageCodecs
import Raster

/// A decoded JPEG.
package struct JPEGImage: Hashable, Sendable {
    /// What comes out of a file of three components.
    package enum Colours: Hashable, Sendable {
        /// RGB, converted as the markers of the file say.
        case rgb
        /// The components as coded; the container says what they mean.
        case asCoded

        fileprivate var code: Int32 {
            switch self {
            case .rgb: Int32(IC_JPEG_RGB)
            case .asCoded: Int32(IC_JPEG_AS_CODED)
            }
        }
    }

    package let picture: InterleavedImage

    package var luminance: Plane<Float> { picture.luminance }

    /// Decodes baseline and progressive JPEG, grey or of three components, 8 bits. The EXIF
    /// orientation is not applied.
    /// - Throws: `CodecError`; CMYK, other precisions, arithmetic coding and lossless JPEG are
    ///   `unsupported`, and what a tolerant decoder would warn of is an error.
    package static func decode(
        _ bytes: [UInt8], colours: Colours = .rgb, limits: DecodingLimits = .standard
    ) throws(CodecError) -> JPEGImage {
        let code = colours.code
        let (picture, _) = try unsafe decodeInterleaved(bytes, format: .jpeg, limits: limits) {
            unsafe ic_jpeg_decode($0, $1, $2, code, $3, $4, $5, $6)
        }
        return JPEGImage(picture: picture)
    }
}
