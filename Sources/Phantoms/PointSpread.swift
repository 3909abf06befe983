/// The separable point spread of the scanner: a Gaussian pulse along the beam, a Gaussian beam across
/// it whose width depends on depth.
struct PointSpread: Sendable {
    private let grid: BeamGrid
    private let axial: [Float]
    private let lateral: [[Float]]
    /// Per depth: what makes diffuse echoes of level 0 dB come out with mean power 1.
    let diffuseScale: [Float]
    /// Per depth: what makes a wide mirror of level 0 dB come out with amplitude 1.
    let coherentScale: [Float]

    init(scanner: ScannerSettings, grid: BeamGrid, map: TissueMap) {
        self.grid = grid
        let axial = Self.gaussian(sigma: scanner.axialSigma / grid.sampleStep)
        let lateral = (0..<grid.samples).map { sample in
            let depth = grid.depth(sample: sample)
            return Self.gaussian(
                sigma: scanner.lateralSigma(depth: depth) / grid.lineStep(depth: depth))
        }
        let cellArea = map.lateralStep * map.depthStep
        let density = (0..<grid.samples).map { sample in
            Float(grid.lineStep(depth: grid.depth(sample: sample)) * grid.sampleStep / cellArea)
        }
        diffuseScale = density.map { 1 / $0.squareRoot() }
        let axialSum = axial.reduce(0, +)
        coherentScale = zip(density, lateral).map { 1 / ($0 * axialSum * $1.reduce(0, +)) }
        self.axial = axial
        self.lateral = lateral
    }

    /// Weights whose squares sum to 1, cut at three standard deviations.
    private static func gaussian(sigma: Double) -> [Float] {
        let reach = max(1, Int((3 * sigma).rounded(.up)))
        let weights = (-reach...reach).map { offset in
            ReproducibleMath.exp(-0.5 * Double(offset * offset) / (sigma * sigma))
        }
        let norm = weights.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return weights.map { Float($0 / norm) }
    }

    /// Magnitude of the field after the point spread.
    func envelope(of field: EchoField) -> [Float] {
        let real = alongBeams(acrossBeams(field.real))
        let imaginary = alongBeams(acrossBeams(field.imaginary))
        return zip(real, imaginary).map { ($0 * $0 + $1 * $1).squareRoot() }
    }

    private func acrossBeams(_ plane: [Float]) -> [Float] {
        let lines = grid.lines
        var result = [Float](repeating: 0, count: plane.count)
        for sample in 0..<grid.samples {
            let weights = lateral[sample]
            let reach = weights.count / 2
            let base = sample * lines
            for tap in 0..<weights.count {
                let shift = tap - reach
                let weight = weights[tap]
                let from = max(0, -shift)
                let to = min(lines, lines - shift)
                guard from < to else { continue }
                for line in from..<to {
                    result[base + line] += weight * plane[base + line + shift]
                }
            }
        }
        return result
    }

    private func alongBeams(_ plane: [Float]) -> [Float] {
        let lines = grid.lines
        var result = [Float](repeating: 0, count: plane.count)
        let reach = axial.count / 2
        for sample in 0..<grid.samples {
            for tap in 0..<axial.count {
                let source = sample + tap - reach
                guard source >= 0, source < grid.samples else { continue }
                let weight = axial[tap]
                for line in 0..<lines {
                    result[sample * lines + line] += weight * plane[source * lines + line]
                }
            }
        }
        return result
    }
}
