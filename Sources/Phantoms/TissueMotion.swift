/// Displacement of the tissue of one frame against the phantom at rest.
///
/// The first nerve moves as one piece (shift and widening); around it the movement fades smoothly.
package struct TissueMotion: Hashable, Sendable {
    package let centre: TissuePoint
    /// Shift of the nerve's centre, mm.
    package let shift: TissuePoint
    /// Factor of lateral lengths in the nerve; depths are divided by it.
    package let widening: Double
    /// The movement is whole inside `inner` mm around the centre and nought beyond `outer`.
    let inner: Double
    let outer: Double

    var isRest: Bool { shift.lateral == 0 && shift.depth == 0 && widening == 1 }

    /// The movement of frame `index` of `options.frames`.
    init(scene: Scene, options: MotionOptions, index: Int) {
        let last = max(1, options.frames - 1)
        let phase = ReproducibleMath.sine(.pi * Double(index) / Double(last))
        let amount = index == 0 || index == last ? 0 : phase
        guard let nerve = scene.nerves.first?.border else {
            centre = TissuePoint(lateral: 0, depth: 0)
            shift = centre
            widening = 1
            inner = 1
            outer = 2
            return
        }
        centre = nerve.centre
        shift = TissuePoint(lateral: options.lateral * amount, depth: options.depth * amount)
        widening = 1 + options.widening * amount
        inner = nerve.reach * 1.1
        outer = inner + max(4, 3 * max(abs(options.lateral), abs(options.depth)))
    }

    /// Where the tissue that rests at `point` is now.
    package func position(of point: TissuePoint) -> TissuePoint {
        let from = point - centre
        let distance = (from.lateral * from.lateral + from.depth * from.depth).squareRoot()
        guard distance < outer else { return point }
        let weight = ReproducibleMath.smoothStep((outer - distance) / (outer - inner))
        return TissuePoint(
            lateral: point.lateral + weight * (shift.lateral + from.lateral * (widening - 1)),
            depth: point.depth + weight * (shift.depth + from.depth * (1 / widening - 1)))
    }

    /// Where the tissue that is at `point` now rests: fixed-point iteration, good to a few µm.
    func rest(of point: TissuePoint) -> TissuePoint {
        var guess = point
        for _ in 0..<6 { guess = guess + (point - position(of: guess)) }
        return guess
    }
}
