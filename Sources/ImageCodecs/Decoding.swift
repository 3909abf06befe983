internal import CImageCodecs
import Raster

/// The shape of every decoder in CImageCodecs.
typealias Decoder = (
    _ bytes: UnsafePointer<UInt8>?, _ length: Int, _ maximumPixels: UInt64,
    _ header: UnsafeMutablePointer<ic_header>?, _ buffer: UnsafeMutablePointer<UInt8>?,
    _ capacity: Int, _ error: UnsafeMutablePointer<ic_error>?
) -> Int32

/// Reads the header, then the picture into an array of its size.
func decodeInterleaved(
    _ bytes: [UInt8], format: ImageFormat, limits: DecodingLimits, using decoder: Decoder
) throws(CodecError) -> (InterleavedImage, ic_header) {
    var header = ic_header()
    var error = ic_error()
    let limit = UInt64(max(0, limits.maximumPixels))
    var code = unsafe decoder(bytes, bytes.count, limit, &header, nil, 0, &error)
    guard code == IC_OK,
        let size = PlaneSize(columns: Int(header.columns), rows: Int(header.rows)),
        let channels = InterleavedImage.Channels(rawValue: Int(header.channels))
    else { throw codecError(code, error, header, format, limits) }

    func fill<Sample: FixedWidthInteger>(_ samples: inout [Sample]) {
        code = unsafe samples.withUnsafeMutableBytes { raw in
            unsafe decoder(
                bytes, bytes.count, limit, &header,
                raw.baseAddress?.assumingMemoryBound(to: UInt8.self), raw.count, &error)
        }
    }
    let count = size.count * channels.rawValue
    let samples: InterleavedImage.Samples
    if header.bits_per_sample == 16 {
        var words = [UInt16](repeating: 0, count: count)
        fill(&words)
        samples = .sixteen(words)
    } else {
        var octets = [UInt8](repeating: 0, count: count)
        fill(&octets)
        samples = .eight(octets)
    }
    guard code == IC_OK else { throw codecError(code, error, header, format, limits) }
    return (InterleavedImage(size: size, channels: channels, samples: samples), header)
}

func codecError(
    _ code: Int32, _ error: ic_error, _ header: ic_header, _ format: ImageFormat,
    _ limits: DecodingLimits
) -> CodecError {
    let detail = text(of: error)
    switch Int(code) {
    case IC_TRUNCATED: return .truncated(format, detail: detail)
    case IC_UNSUPPORTED: return .unsupported(format, detail: detail)
    case IC_TOO_LARGE:
        return .tooManyPixels(
            format, columns: Int(header.columns), rows: Int(header.rows),
            allowed: limits.maximumPixels)
    case IC_NO_MEMORY: return .outOfMemory(format)
    default: return .corrupt(format, detail: detail)
    }
}

func text(of error: ic_error) -> String {
    unsafe withUnsafeBytes(of: error.text) { bytes in
        unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
}
