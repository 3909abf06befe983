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
        do throws(DICOMProblem) {
            // Also checks that the frames that are promised are there.
            let description = try DICOMImage(file, limits: limits).description
            var headers: [SliceHeader] = []
            for frame in 1...description.numberOfFrames {
                headers.append(
                    try SliceHeader(
                        file.root, size: description.size, input: item.input, frame: frame))
            }
            return headers
        } catch {
            throw .dicom(input: item.input, error)
        }
    }
}

extension DICOMFile {
    fileprivate var hasPixels: Bool {
        if case .none = pixelStorage { false } else { true }
    }
}
