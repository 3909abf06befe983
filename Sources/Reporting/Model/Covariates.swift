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
    }
}
