import Anatomy
import Geometry
import Raster

/// The modality whose rules apply to a frame.
package enum Modality: String, Hashable, Sendable, CaseIterable {
    case ultrasound = "US"
    case magneticResonance = "MR"
}

/// What the acquisition states about itself; every value may be absent.
package struct AcquisitionContext: Hashable, Sendable {
    package var manufacturer: String?
    package var model: String?
    package var transducerFrequencyMegahertz: Double?
    /// Between any two frames of a cine, when it is always the same.
    package var frameTimeMilliseconds: Double?
    /// When this frame of a cine was taken.
    package var millisecondsFromFirstFrame: Double?
    package var laterality: Laterality?
    package var level: GlutealLevel?
    package var probe: String?
    package var position: String?
    /// What an MR series weighs.
    package var sequence: MRSequenceKind?

    package init() {}
}

/// Where a frame stands in its study. UIDs are `nil` for raster files.
package struct FramePlacement: Hashable, Sendable {
    package var studyInstanceUID: String?
    package var seriesInstanceUID: String?
    package var sopClassUID: String?
    package var instanceNumber: Int?
    package var numberOfFrames: Int

    package init(numberOfFrames: Int = 1) { self.numberOfFrames = numberOfFrames }
}

/// One decoded picture with its evidence.
package struct Frame: Sendable {
    package let id: FrameID
    package let modality: Modality
    /// Ultrasound: luminance 0…255, whatever the depth and colour of the file.
    package let luminance: Plane<Float>
    package let evidence: ScaleEvidence
    package let placement: FramePlacement
    package let context: AcquisitionContext

    package init(
        id: FrameID, modality: Modality, luminance: Plane<Float>, evidence: ScaleEvidence,
        placement: FramePlacement = FramePlacement(),
        context: AcquisitionContext = AcquisitionContext()
    ) {
        self.id = id
        self.modality = modality
        self.luminance = luminance
        self.evidence = evidence
        self.placement = placement
        self.context = context
    }

    package var bounds: PixelBox {
        guard
            let box = PixelBox(
                column: 0, row: 0, columns: luminance.size.columns, rows: luminance.size.rows)
        else { preconditionFailure("a plane is never empty") }
        return box
    }
}
