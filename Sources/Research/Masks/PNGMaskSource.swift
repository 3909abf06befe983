import Agreement
import ImageCodecs

/// PNGs whose grey values or palette indices are labels, or colour PNGs that are grey in every pixel.
/// The resolution in a PNG is that of a screen more often than not: no scale is taken from it.
enum PNGMaskSource: MaskSource {
    static func labels(of bytes: [UInt8], at _: String) throws(MaskProblem) -> LabelVolume {
        let picture: InterleavedImage
        do throws(CodecError) { picture = try PNGImage.decodeStored(bytes) } catch {
            throw MaskProblem(error)
        }
        guard let size = MaskSize(columns: picture.size.columns, rows: picture.size.rows) else {
            throw MaskProblem("corrupt", "has no pixels")
        }
        let channels = picture.channels.rawValue
        let labels =
            switch picture.samples {
            case .eight(let samples): try grey(samples, channels: channels)
            case .sixteen(let samples): try grey(samples, channels: channels)
            }
        return LabelVolume(size: size, labels: labels)
    }

    /// - Throws: for colours and for transparent pixels.
    private static func grey<Value: FixedWidthInteger>(
        _ samples: [Value], channels: Int
    ) throws(MaskProblem) -> [Int32] {
        guard channels > 1 else { return samples.map { Int32($0) } }
        let colours = channels - (channels % 2 == 0 ? 1 : 0)
        var labels: [Int32] = []
        labels.reserveCapacity(samples.count / channels)
        for start in stride(from: 0, to: samples.count, by: channels) {
            let isGrey = (1..<colours).allSatisfy { samples[start + $0] == samples[start] }
            let isOpaque = colours == channels || samples[start + colours] == .max
            guard isGrey, isOpaque else {
                throw MaskProblem(
                    "unsupported",
                    "is a PNG with colours or transparent pixels; save the labels as grey values or palette indices"
                )
            }
            labels.append(Int32(samples[start]))
        }
        return labels
    }
}
