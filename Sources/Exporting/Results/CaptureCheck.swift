import DICOMFiles

/// Reads a Secondary Capture back and compares with the annotated pictures: how many, of which frames of
/// which instances, and every pixel.
struct CaptureCheck {
    let subject: ResultSubject
    let pictures: [CapturePicture]

    func check(_ bytes: [UInt8]) throws(ResultGap) {
        do throws(DICOMProblem) {
            let file = try DICOMFile(bytes: bytes)
            if let difference = frameDifference(in: file.root) {
                throw .damaged(detail: difference)
            }
            try checkPixels(of: file)
        } catch {
            throw .contradiction(object: "the secondary capture", detail: error.message)
        }
    }

    /// In a word; `nil` when frames and source are as they should be.
    private func frameDifference(in root: DICOMFile.Item) -> String? {
        let frames = pictures.map { Double($0.frame) }
        let isMultiFrame = frames.count > 1
        func numbers(_ attribute: DICOMAttribute, in item: DICOMFile.Item?) -> [Double] {
            item?.numbers(attribute, limit: frames.count + 1) ?? []
        }
        guard root.number(.numberOfFrames).whole == (isMultiFrame ? frames.count : nil) else {
            return "another number of frames"
        }
        guard numbers(.pageNumbers, in: root) == (isMultiFrame ? frames : []) else {
            return "other page numbers"
        }
        let images = root.items(.sourceImages)
        let expected = CaptureSource.all(of: pictures, in: subject)
        guard images.count == expected.count,
            zip(images, expected).allSatisfy({ image, origin in
                image.text(.referencedInstance) == origin.source.sopInstanceUID
                    && numbers(.referencedFrames, in: image) == origin.frames
            })
        else { return "another source" }
        return nil
    }

    private func checkPixels(of file: DICOMFile) throws(DICOMProblem) {
        let size = CapturePicture.size(holding: pictures)
        let count = size.columns * size.rows * 3
        guard file.root.number(.rows).whole == size.rows,
            file.root.number(.columns).whole == size.columns,
            file.root.text(.photometricInterpretation) == "RGB",
            case .native(let bytes) = file.pixelStorage,
            (0...1).contains(bytes - count * pictures.count)
        else { throw .damaged(detail: "another size") }
        for (place, picture) in pictures.enumerated() {
            let found = try file.nativeBytes(offset: place * count, count: count)
            guard found == picture.padded(columns: size.columns, rows: size.rows) else {
                throw .damaged(detail: "the picture of frame \(picture.frame)")
            }
        }
    }
}
