/// The anatomy of one phantom at rest.
package struct Scene: Sendable {
    /// One nerve with what is inside it.
    package struct Nerve: Sendable {
        package let border: HarmonicShape
        /// Hypoechoic bundles, all inside the border.
        package let fascicles: [HarmonicShape]
        /// Thickness of the echogenic rim, mm; it belongs to the nerve.
        package let rim: Double
        /// dB by which fascicles are darker than the tissue between them.
        package let contrast: Double
        /// dB added to the tissue between the fascicles.
        package let brightness: Double
    }

    /// A slowly waving border between layers.
    struct Boundary: Sendable {
        /// mm below the probe's face in the middle.
        let depth: Double
        let waves: [(amplitude: Double, wavelength: Double, phase: Double)]

        func offset(lateral: Double) -> Double {
            waves.reduce(0) {
                let turn = lateral / $1.wavelength + $1.phase
                return $0 + $1.amplitude * ReproducibleMath.sine(ReproducibleMath.twoPi * turn)
            }
        }
    }

    /// A cortex: a parabola that opens downwards.
    struct Bone: Sendable {
        let lateral: Double
        let depth: Double
        let halfWidth: Double
        let height: Double

        /// `nil` beside the bone.
        func surface(lateral x: Double) -> Double? {
            let u = (x - lateral) / halfWidth
            return abs(u) > 1 ? nil : depth + height * u * u
        }
    }

    package let nerves: [Nerve]
    package let vessels: [HarmonicShape]
    package let tendons: [HarmonicShape]
    let skin: Boundary
    let fat: Boundary
    /// The plane between two muscles that carries the nerve.
    let plane: Boundary
    let bone: Bone?
    let options: SceneOptions
    let geometry: ScanGeometry

    /// Depth coordinate of a boundary at a lateral position: near the probe layers follow its face.
    func depth(of boundary: Boundary, lateral: Double) -> Double {
        let follow = max(0, 1 - boundary.depth / 60)
        return boundary.depth + boundary.offset(lateral: lateral)
            + geometry.surface(lateral: lateral) * follow
    }
}
