import DICOMFiles

/// Reads a Secondary Capture back and compares with the annotated pictures: how many, of which frames of
/// which instances, and every pixel.
struct CaptureCheck {
    let album: CaptureAlbum

    func check(_ file: DICOMFile) throws(ResultGap) {
        if let difference = frameDifference(in: file.root) ?? sizeDifference(in: file) {
            throw contradiction(difference)
        }
        for (place, frame) in album.frames.enumerated() {
            let expected = try album.samples(of: frame)
            let found: [UInt8]
            do throws(DICOMProblem) {
                found = try file.nativeBytes(
                    offset: place * expected.count, count: expected.count)
            } catch {
                throw contradiction(error.message)
            }
            guard found == expected else {
                throw contradiction("the picture of frame \(frame.number)")
            }
        }
    }

    private func contradiction(_ detail: String) -> ResultGap {
        .contradiction(object: "the secondary capture", detail: detail)
    }

    /// In a word; `nil` when frames and source are as they should be.
    private func frameDifference(in root: DICOMFile.Item) -> String? {
        let frames = album.frames.map { Double($0.number) }
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
        let expected = CaptureSource.all(of: album.frames)
        guard images.count == expected.count,
            zip(images, expected).allSatisfy({ image, origin in
                image.text(.referencedInstance) == origin.source.sopInstanceUID
                    && numbers(.referencedFrames, in: image) == origin.frames
            })
        else { return "another source" }
        return nil
    }

    private func sizeDifference(in file: DICOMFile) -> String? {
        guard file.root.number(.rows).whole == album.rows,
            file.root.number(.columns).whole == album.columns,
            file.root.text(.photometricInterpretation) == "RGB",
            case .native(let bytes) = file.pixelStorage,
            (0...1).contains(bytes - album.columns * album.rows * 3 * album.frames.count)
        else { return "another size" }
        return nil
    }
}
