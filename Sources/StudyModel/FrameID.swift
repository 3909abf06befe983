/// Identifies one frame of one input; the only reference from a later stage to an earlier one.
package struct FrameID: Hashable, Sendable {
    /// Path relative to the INPUT argument, `/`-separated.
    package let input: String
    /// `nil` for a raster file.
    package let sopInstanceUID: String?
    /// 1-based, as DICOM counts frames.
    package let number: Int

    package init(input: String, sopInstanceUID: String? = nil, number: Int = 1) {
        self.input = input
        self.sopInstanceUID = sopInstanceUID
        self.number = number
    }
}
