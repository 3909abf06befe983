/// The samples of a frame before it is turned into a picture: one column per beam, one row per
/// depth.
struct BeamGrid: Sendable {
    let geometry: ScanGeometry
    let lines: Int
    let samples: Int
    /// mm along the beam.
    let sampleStep: Double

    init(scanner: ScannerSettings) {
        geometry = scanner.geometry
        sampleStep = scanner.axialSigma
        samples = Int(scanner.depth / sampleStep) + 2
        let width = geometry.arcLength(depth: scanner.focus)
        lines = Int(width / (scanner.lateralSigma(depth: scanner.focus) * 0.75)) + 1
    }

    var count: Int { lines * samples }

    func depth(sample: Int) -> Double { Double(sample) * sampleStep }

    /// mm between neighbouring beams.
    func lineStep(depth: Double) -> Double {
        geometry.arcLength(depth: depth) / Double(lines - 1)
    }

    func point(line: Int, sample: Int) -> TissuePoint {
        geometry.point(
            position: Double(line) * 2 / Double(lines - 1) - 1, depth: depth(sample: sample))
    }

    /// Continuous beam and sample index of a point.
    func indices(of point: TissuePoint) -> (line: Double, sample: Double) {
        let beam = geometry.beam(through: point)
        return ((beam.position + 1) / 2 * Double(lines - 1), beam.depth / sampleStep)
    }
}
