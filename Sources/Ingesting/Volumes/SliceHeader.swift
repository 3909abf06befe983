import Geometry
import StudyModel

/// What a frame says about its place in a volume, before any pixel is decoded.
package struct SliceHeader: Hashable, Sendable {
    /// The input as it is named in every output, and the frame in it, from 1.
    package let input: String
    package let frame: Int
    /// `nil` in NIfTI.
    package let studyInstanceUID: String?
    package let seriesInstanceUID: String?
    package let frameOfReferenceUID: String?
    package let sopInstanceUID: String?
    package let sopClassUID: String?
    package let instanceNumber: Int?
    package let columns: Int
    package let rows: Int
    package let plane: SlicePlane
    package let sliceThickness: Double?
    package let contrast: MRContrast
    /// Of the scanner; nothing about the patient.
    package var context = AcquisitionContext()
}

/// What tells the images of one series apart that show the same place: echoes, Dixon parts, diffusion
/// weightings, repetitions in time. Frames of different contrast are never one volume.
package struct MRContrast: Hashable, Sendable {
    /// Milliseconds; `nil` when not stated.
    package var echoTime: Double?
    package var repetitionTime: Double?
    package var inversionTime: Double?
    /// s/mm².
    package var diffusionBValue: Double?
    package var diffusionGradient: [Double] = []
    package var temporalPosition: Int?
    /// Image Type (0008,0008) or Frame Type (0008,9007) from the third value on: M, WATER, ADC …
    package var imageType: [String] = []
    package var sequenceName: String?
    /// Scan Options (0018,0022): FS is fat saturation.
    package var scanOptions: [String] = []

    package init() {}
}
