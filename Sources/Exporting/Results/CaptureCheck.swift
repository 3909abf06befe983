import DICOMFiles

/// Reads a Secondary Capture back and compares its pixels with the annotated pictures.
struct CaptureCheck {
    let pictures: [CapturePicture]

    func check(_ bytes: [UInt8]) throws(ResultGap) {
        let size = CapturePicture.size(holding: pictures)
        let count = size.columns * size.rows * 3
        do throws(DICOMProblem) {
            let file = try DICOMFile(bytes: bytes)
            guard file.root.number(.rows).whole == size.rows,
                file.root.number(.columns).whole == size.columns
            else { throw .damaged(detail: "another size") }
            for (place, picture) in pictures.enumerated() {
                let found = try file.nativeBytes(offset: place * count, count: count)
                guard found == picture.padded(columns: size.columns, rows: size.rows) else {
                    throw .damaged(detail: "the picture of frame \(picture.frame)")
                }
            }
        } catch {
            throw .contradiction(object: "the secondary capture", detail: error.message)
        }
    }
}
