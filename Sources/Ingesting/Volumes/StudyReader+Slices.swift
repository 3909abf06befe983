import DICOMFiles

extension StudyReader {
    /// The frames of an MR file, none of them decoded.
    ///
    /// - Returns: `nil` when the input is no MR image.
    /// - Throws: `IngestError` when the file cannot be read, or a frame does not state its place.
    package func sliceHeaders(of item: InputItem) throws(IngestError) -> [SliceHeader]? {
        let format: FileFormat
        if let known = item.format { format = known } else { format = try FileFormat(of: item) }
        guard format == .dicom, item.byteCount <= limits.maximumDICOMBytes else { return nil }
        let file = try openFile(item)
        guard file.root.text(.modality) == "MR", file.hasPixels else { return nil }
        let count: Int
        do throws(DICOMProblem) {
            count = try PixelDescription(file.root, limits: limits).numberOfFrames
        } catch {
            throw .dicom(input: item.input, error)
        }
        var headers: [SliceHeader] = []
        for frame in 1...count {
            do throws(SliceProblem) {
                headers.append(try SliceHeader(file.root, input: item.input, frame: frame))
            } catch {
                throw .slice(input: item.input, error)
            }
        }
        return headers
    }
}

extension DICOMFile {
    fileprivate var hasPixels: Bool {
        if case .none = pixelStorage { false } else { true }
    }
}
