import Raster

/// A decoded picture as its file holds it: channels side by side, row after row without padding.
package struct InterleavedImage: Hashable, Sendable {
    package enum Channels: Int, Hashable, Sendable {
        case grey = 1
        case greyAlpha = 2
        case rgb = 3
        case rgba = 4
    }

    package enum Samples: Hashable, Sendable {
        case eight([UInt8])
        case sixteen([UInt16])

        package var count: Int {
            switch self {
            case .eight(let samples): samples.count
            case .sixteen(let samples): samples.count
            }
        }
    }

    package let size: PlaneSize
    package let channels: Channels
    package let samples: Samples

    /// - Precondition: `samples.count == size.count * channels.rawValue`.
    package init(size: PlaneSize, channels: Channels, samples: Samples) {
        precondition(
            samples.count == size.count * channels.rawValue, "samples = columns × rows × channels")
        self.size = size
        self.channels = channels
        self.samples = samples
    }

    /// Luminance 0…255: 0.299 R + 0.587 G + 0.114 B (ITU-R BT.601) of the stored values, without
    /// gamma; 16-bit samples times 255 / 65535; alpha laid over black. Grey pictures keep their
    /// values exactly, whether stored as grey or as R = G = B.
    package var luminance: Plane<Float> {
        switch samples {
        case .eight(let samples):
            Plane(size: size, samples: luminanceOf(samples, channels: channels, full: 255))
        case .sixteen(let samples):
            Plane(size: size, samples: luminanceOf(samples, channels: channels, full: 65535))
        }
    }
}

/// Weights are thousandths in integers, so that R = G = B gives the value back exactly.
@inline(__always)
private func luminanceOf<Sample: FixedWidthInteger & UnsignedInteger>(
    _ samples: [Sample], channels: InterleavedImage.Channels, full: Double
) -> [Float] {
    let count = samples.count / channels.rawValue
    var result = [Float](repeating: 0, count: count)
    let step = 255 / full
    switch channels {
    case .grey:
        for i in 0..<count { result[i] = Float(Double(samples[i]) * step) }
    case .greyAlpha:
        for i in 0..<count {
            let product = Double(samples[2 * i]) * Double(samples[2 * i + 1])
            result[i] = Float(product / full * step)
        }
    case .rgb:
        for i in 0..<count { result[i] = Float(luma(samples, at: 3 * i) / 1000 * step) }
    case .rgba:
        for i in 0..<count {
            let product = luma(samples, at: 4 * i) / 1000 * Double(samples[4 * i + 3])
            result[i] = Float(product / full * step)
        }
    }
    return result
}

/// 1000 times the luminance, exact.
@inline(__always)
private func luma<Sample: FixedWidthInteger & UnsignedInteger>(
    _ samples: [Sample], at start: Int
) -> Double {
    let red = Int32(truncatingIfNeeded: samples[start])
    let green = Int32(truncatingIfNeeded: samples[start + 1])
    let blue = Int32(truncatingIfNeeded: samples[start + 2])
    return Double(299 &* red &+ 587 &* green &+ 114 &* blue)
}
