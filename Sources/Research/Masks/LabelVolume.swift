import Agreement
import Geometry

/// A label per voxel as a file states them, and the scale if it states one.
struct LabelVolume {
    let size: MaskSize
    /// Column fastest, slice slowest.
    let labels: [Int32]
    /// The numbers of the frames of a cine that the slices are, ascending; `nil` for a picture and for
    /// a body, whose slices lie one behind the other.
    var frames: [Int]?
    var spacing: PixelSpacing?
    /// In millimetres; of bodies.
    var betweenSlices: Double?
    /// Where the voxels lie, row after row of a transform to right, anterior, superior; `nil` for
    /// pictures.
    var place: [Double]?

    init(size: MaskSize, labels: [Int32]) {
        self.size = size
        self.labels = labels
    }

    /// The number of each slice: of its frame, else from 1.
    var numbers: [Int] { frames ?? Array(1...size.slices) }

    /// One slice as a picture.
    ///
    /// - Returns: `nil` for an index that is none of `numbers`.
    func slice(at index: Int) -> LabelVolume? {
        guard 0..<size.slices ~= index,
            let flat = MaskSize(columns: size.columns, rows: size.rows)
        else { return nil }
        let start = index * flat.count
        var slice = LabelVolume(size: flat, labels: Array(labels[start..<start + flat.count]))
        slice.spacing = spacing
        return slice
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
