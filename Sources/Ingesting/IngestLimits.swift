import ImageCodecs

/// What one input may cost before it is refused.
package struct IngestLimits: Hashable, Sendable {
    /// PNG and JPEG files are read as a whole.
    package var maximumRasterBytes = 1 << 28
    /// NIfTI files are read as a whole.
    package var maximumVolumeBytes = 1 << 29
    /// DICOM files stay on disk; one frame at a time is in memory.
    package var maximumDICOMBytes = 1 << 33
    /// What a deflated data set may expand to; it is held in memory.
    package var maximumInflatedBytes = 1 << 28
    package var maximumSidecarBytes = 1 << 20
    package var maximumSeedFileBytes = 1 << 26
    package var maximumFrames = 100_000
    package var decoding = DecodingLimits.standard

    package init() {}

    package static let standard = IngestLimits()
}
