import DICOMFiles
import ImageCodecs
import Raster

extension StudyReader {
    /// The file of slices, for reading their pixels one by one.
    ///
    /// - Throws: `IngestError` when the file cannot be read.
    package func sliceFile(of item: InputItem) throws(IngestError) -> any SliceFile {
        try format(of: item) == .dicom
            ? try DICOMSliceFile(item, reader: self) : try NIfTISliceFile(item, reader: self)
    }
}

/// Pixels of slices in one file.
package protocol SliceFile {
    /// Values of one frame, no window applied.
    ///
    /// - Parameter frame: counts from 1.
    /// - Throws: `IngestError` when the frame cannot be decoded.
    func pixels(ofFrame frame: Int) throws(IngestError) -> Plane<Float>
}

/// Values are in the units that the rescaling of the file gives (PS3.3 §C.11.1.1.2), MONOCHROME1 turned
/// round.
private struct DICOMSliceFile: SliceFile {
    private let input: String
    private let file: DICOMFile
    private let image: DICOMImage

    init(_ item: InputItem, reader: StudyReader) throws(IngestError) {
        input = item.input
        file = try reader.openFile(item)
        do throws(DICOMProblem) {
            image = try DICOMImage(file, limits: reader.limits)
        } catch {
            throw .dicom(input: input, error)
        }
    }

    func pixels(ofFrame frame: Int) throws(IngestError) -> Plane<Float> {
        do throws(DICOMProblem) {
            let stored = try image.storedFrame(frame)
            return try SliceValues(
                image.description, places: file.root.places(ofFrame: frame)
            ).plane(of: stored)
        } catch {
            throw .dicom(input: input, error)
        }
    }
}
