import DICOMFiles
import Raster

extension StudyReader {
    /// The pixels of one frame of an MR file in the units that its rescaling gives (PS3.3 §C.11.1.1.2),
    /// MONOCHROME1 turned round, no window applied.
    ///
    /// - Parameter frame: counts from 1.
    /// - Throws: `IngestError` when the file cannot be read, or its pixels have colours.
    package func slicePixels(of item: InputItem, frame: Int) throws(IngestError) -> Plane<Float> {
        let file = try openFile(item)
        do throws(DICOMProblem) {
            let image = try DICOMImage(file, limits: limits)
            let stored = try image.storedFrame(frame)
            return try SliceValues(
                image.description, places: file.root.places(ofFrame: frame)
            ).plane(of: stored)
        } catch {
            throw .dicom(input: item.input, error)
        }
    }
}

/// Stored samples to values.
private struct SliceValues {
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
