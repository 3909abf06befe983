internal import CImageCodecs
import Raster

/// A decoded JPEG 2000 or HTJ2K codestream, as DICOM encapsulates it.
package struct JPEG2000Image: Hashable, Sendable {
    /// Samples as stored; two's complement in 8 or 16 bits when `isSigned`.
    package let picture: InterleavedImage
    /// Bits per sample that the codestream states.
    package let precision: Int
    package let isSigned: Bool

    /// - Throws: `CodecError`; more than 16 bits, more than 4 components and subsampled components
    ///   are `unsupported`.
    package static func decode(
        _ bytes: [UInt8], limits: DecodingLimits = .standard
    ) throws(CodecError) -> JPEG2000Image {
        let (picture, header) = try unsafe decodeInterleaved(
            bytes, format: .jpeg2000, limits: limits, using: ic_j2k_decode)
        return JPEG2000Image(
            picture: picture, precision: Int(header.stored_bits),
            isSigned: header.is_signed != 0)
    }
}
