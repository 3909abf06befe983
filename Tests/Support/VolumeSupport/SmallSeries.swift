import Phantoms

extension MRPhantomParameters {
    /// Both nerves whole in 5 thick slices of coarse pixels: quick to draw, and still measured.
    package static var small: MRPhantomParameters {
        var parameters = varied(seed: 12, sequence: .t2)
        parameters.variant = [.left: .a, .right: .a]
        parameters.acquisition.spacing = 1
        parameters.acquisition.columns = 352
        parameters.acquisition.rows = 256
        parameters.acquisition.thickness = 5
        parameters.acquisition.gap = 1
        parameters.acquisition.slices = 5
        parameters.acquisition.obliquity = 0
        parameters.acquisition.ghosting = 0
        parameters.acquisition.centre = SIMD3(0, 10, -20)
        return parameters
    }
}
