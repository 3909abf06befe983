import StudyModel

/// An opened input: its frames, one at a time.
package protocol FrameSource {
    var input: String { get }
    /// `nil` for a raster file.
    var sopInstanceUID: String? { get }
    var numberOfFrames: Int { get }
    /// Known from the header alone: studies are planned without decoding a pixel.
    var placement: FramePlacement { get }
    /// Decodes one frame; `number` counts from 1. Only this frame is in memory.
    func frame(at number: Int) throws(IngestError) -> Frame
}

/// What opening an input gives.
package enum OpenedInput {
    case frames(any FrameSource)
    /// An MR file: slices of volumes, none of them decoded.
    case slices([SliceHeader])
    case skipped(SkipReason)
}
