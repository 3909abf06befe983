import DICOMFiles
import ImageCodecs
import Raster

/// Stored samples to luminance 0…255.
///
/// Grey of up to 8 bits keeps its values (spread over 0…255); deeper grey goes through the first
/// window (PS3.3 §C.11.2.1.2) after rescaling, or without one is spread over its range of bits. What
/// is black in signed grey is stated nowhere: its darkest pixel is. MONOCHROME1 is inverted. RGB as in `InterleavedImage`; of YBR the luminance is taken as it is.
struct DICOMLuminance {
    private enum Rule {
        case grey(isInverted: Bool, window: Window?)
        case palette([Float])
        case colour
    }

    private struct Window {
        let centre: Double
        let width: Double
        let slope: Double
        let intercept: Double

        func apply(_ stored: Int) -> Double {
            let value = slope * Double(stored) + intercept
            let scaled = (value - (centre - 0.5)) / (width - 1) + 0.5
            return min(max(scaled, 0), 1) * 255
        }
    }

    private let description: PixelDescription
    private let rule: Rule

    /// - Throws: `DICOMProblem` for a palette that is missing or broken.
    init(_ item: DICOMFile.Item, _ description: PixelDescription) throws(DICOMProblem) {
        self.description = description
        switch description.photometric {
        case .monochrome1, .monochrome2:
            rule = .grey(
                isInverted: description.photometric == .monochrome1,
                window: description.bitsStored > 8 ? Self.window(item) : nil)
        case .paletteColour:
            rule = .palette(try Palette.luminances(item, bits: description.bitsStored))
        default:
            rule = .colour
        }
    }

    func plane(of frame: StoredFrame) -> Plane<Float> {
        switch rule {
        case .grey(let isInverted, let window):
            return grey(frame, isInverted: isInverted, window: window)
        case .palette(let luminances):
            let last = luminances.count - 1
            return plane(frame.values.map { luminances[min(max($0, 0), last)] })
        case .colour:
            return colour(frame)
        }
    }

    private func plane(_ samples: [Float]) -> Plane<Float> {
        Plane(size: description.size, samples: samples)
    }

    private func grey(_ frame: StoredFrame, isInverted: Bool, window: Window?) -> Plane<Float> {
        if frame.bits == 8, !frame.isSigned, !isInverted, case .eight(let values) = frame.samples {
            return plane(values.map { Float($0) })
        }
        let range = 1 << frame.bits - 1
        let values = frame.values
        var first = 0
        if frame.isSigned, window == nil {
            first = isInverted ? (values.max() ?? 0) - range : values.min() ?? 0
        }
        return plane(
            values.map { value in
                let shown = window?.apply(value) ?? Double((value - first) * 255) / Double(range)
                return Float(isInverted ? 255 - shown : shown)
            })
    }

    private func colour(_ frame: StoredFrame) -> Plane<Float> {
        let scale = 255 / Double(1 << frame.bits - 1)
        if frame.colours == .rgb, frame.bits == 8, case .eight(let values) = frame.samples {
            return InterleavedImage(
                size: description.size, channels: .rgb, samples: .eight(values)
            ).luminance
        }
        let values = frame.values
        return plane(
            (0..<description.size.count).map { index in
                guard frame.colours == .rgb else { return Float(Double(values[3 * index]) * scale) }
                let red = 299 * values[3 * index]
                let green = 587 * values[3 * index + 1]
                let blue = 114 * values[3 * index + 2]
                return Float(Double(red + green + blue) / 1000 * scale)
            })
    }

    private static func window(_ item: DICOMFile.Item) -> Window? {
        guard case .value(let centre) = item.number(.windowCenter),
            case .value(let width) = item.number(.windowWidth), width > 1
        else { return nil }
        var slope = 1.0
        var intercept = 0.0
        if case .value(let stated) = item.number(.rescaleSlope), stated != 0 { slope = stated }
        if case .value(let stated) = item.number(.rescaleIntercept) { intercept = stated }
        return Window(centre: centre, width: width, slope: slope, intercept: intercept)
    }
}
