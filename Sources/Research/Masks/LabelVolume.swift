import Agreement

/// A label per voxel as a file states them, and the scale if it states one.
struct LabelVolume {
    let size: MaskSize
    /// Column fastest, slice slowest.
    let labels: [Int32]
    /// In millimetres.
    let spacing: GridSpacing?
    /// Where the voxels lie, row after row of a transform to right, anterior, superior; `nil` for
    /// pictures.
    let place: [Double]?

    /// One slice as a picture.
    func slice(_ number: Int) -> LabelVolume? {
        guard 0..<size.slices ~= number,
            let flat = MaskSize(columns: size.columns, rows: size.rows)
        else { return nil }
        let start = number * flat.count
        return LabelVolume(
            size: flat, labels: Array(labels[start..<start + flat.count]), spacing: spacing,
            place: nil)
    }

    /// The voxels with `label`.
    func mask(of label: Int32) -> BinaryMask {
        BinaryMask(size: size, voxels: labels.map { $0 == label })
    }
}

/// Why a file gives no mask; it continues a sentence about the file.
struct MaskProblem: Error, Hashable, Sendable {
    /// A word for tables.
    let code: String
    let detail: String

    init(_ code: String, _ detail: String) {
        self.code = code
        self.detail = detail
    }
}
