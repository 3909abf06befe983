import DICOMFiles

extension StudyReader {
    /// The frames of an MR file with pixels, none of them decoded.
    ///
    /// - Throws: `IngestError` when a frame does not state its place, or fewer pixels are stored than
    ///   the file promises.
    func slices(of item: InputItem, file: DICOMFile) throws(IngestError) -> [SliceHeader] {
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
