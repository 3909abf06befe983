import Anatomy
import StudyModel

/// What the acquisition states about itself, as far as it may explain differences.
package struct Covariates: Hashable, Sendable {
    package var manufacturer: String?
    package var model: String?
    package var probe: String?
    package var transducerFrequencyMegahertz: Double?
    package var frameTimeMilliseconds: Double?
    package var position: String?
    /// As stated of the image, whether or not a nerve was found in it.
    package var side: Laterality?
    package var level: GlutealLevel?
    /// MR only.
    package var sequence: MRSequenceKind?

    package static let decimals = 3

    package init() {}

    package init(_ context: AcquisitionContext) {
        manufacturer = context.manufacturer
        model = context.model
        probe = context.probe
        transducerFrequencyMegahertz = context.transducerFrequencyMegahertz?
            .rounded(toDecimals: Self.decimals)
        frameTimeMilliseconds = context.frameTimeMilliseconds?.rounded(toDecimals: Self.decimals)
        position = context.position
        side = context.laterality
        level = context.level
        sequence = context.sequence
    }
}
