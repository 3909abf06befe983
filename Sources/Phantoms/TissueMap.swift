/// Acoustic properties of the body at rest, on a regular grid in millimetres.
///
/// Levels are in dB below white; `coherent` is the part that reflects like a mirror and does not
/// break up into speckle.
struct TissueMap: Sendable {
    static let silence: Float = -200

    let columns: Int
    let rows: Int
    let left: Double
    let top: Double
    /// mm per cell.
    let lateralStep: Double
    let depthStep: Double
    var diffuse: [Float]
    var coherent: [Float]
    /// One-way, dB/(cm·MHz).
    var attenuation: [Float]

    /// A grid that is fine enough for about ten scatterers in the smallest resolution cell.
    init(scanner: ScannerSettings) {
        let box = scanner.geometry.extent(depth: scanner.depth)
        depthStep = scanner.axialSigma
        lateralStep = scanner.lateralSigma(depth: scanner.focus) * 0.75
        let margin = 1.5
        left = box.left - margin
        top = box.top - margin
        columns = Int((box.right - box.left + 2 * margin) / lateralStep) + 1
        rows = Int((box.bottom - box.top + 2 * margin) / depthStep) + 1
        diffuse = [Float](repeating: Self.silence, count: columns * rows)
        coherent = diffuse
        attenuation = [Float](repeating: 0, count: columns * rows)
    }

    func lateral(column: Int) -> Double { left + Double(column) * lateralStep }
    func depth(row: Int) -> Double { top + Double(row) * depthStep }

    func columnRange(_ range: ClosedRange<Double>) -> Range<Int> {
        clampedRange(range, origin: left, step: lateralStep, count: columns)
    }

    func rowRange(_ range: ClosedRange<Double>) -> Range<Int> {
        clampedRange(range, origin: top, step: depthStep, count: rows)
    }

    private func clampedRange(
        _ range: ClosedRange<Double>, origin: Double, step: Double, count: Int
    ) -> Range<Int> {
        let first = ((range.lowerBound - origin) / step).rounded(.up)
        let last = ((range.upperBound - origin) / step).rounded(.down)
        let lower = Int(min(max(first, 0), Double(count)))
        return lower..<max(lower, Int(min(max(last + 1, 0), Double(count))))
    }

    /// Attenuation of the cell nearest to `point`.
    func attenuation(at point: TissuePoint) -> Float {
        let column = min(max(Int((point.lateral - left) / lateralStep + 0.5), 0), columns - 1)
        let row = min(max(Int((point.depth - top) / depthStep + 0.5), 0), rows - 1)
        return attenuation[row * columns + column]
    }
}
