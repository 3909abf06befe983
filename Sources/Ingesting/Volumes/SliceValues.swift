import DICOMFiles
import Raster

/// Stored samples to values.
struct SliceValues {
    private let description: PixelDescription
    private let slope: Double
    private let intercept: Double
    private let isInverted: Bool

    init(_ description: PixelDescription, places: [DICOMFile.Item]) throws(DICOMProblem) {
        switch description.photometric {
        case .monochrome1: isInverted = true
        case .monochrome2: isInverted = false
        default:
            throw .invalidAttribute(
                .photometricInterpretation, found: "colour", allowed: "grey in an MR image")
        }
        self.description = description
        let stated = places.number(.rescaleSlope) ?? 1
        slope = stated == 0 ? 1 : stated
        intercept = places.number(.rescaleIntercept) ?? 0
    }

    func plane(of frame: StoredFrame) -> Plane<Float> {
        let values = frame.values.map { Float(slope * Double($0) + intercept) }
        guard isInverted else { return Plane(size: description.size, samples: values) }
        let ends = (values.min() ?? 0) + (values.max() ?? 0)
        return Plane(size: description.size, samples: values.map { ends - $0 })
    }
}
