/// Smooth random variation in space: values at the knots of a cubic lattice, blended between them.
struct SolidNoise: Sendable {
    private static let side = 32
    private let values: [Float]

    /// The pattern repeats after 32 knots.
    init(random: inout RandomStream) {
        var drawn: [Float] = []
        for _ in 0..<Self.side * Self.side * Self.side { drawn.append(random.nearlyNormal()) }
        values = drawn
    }

    /// Mean 0, variance below 1. Knots are 1 apart.
    @inline(__always)
    func value(at point: SIMD3<Float>) -> Float {
        let floor = point.rounded(.down)
        let t = point - floor
        let u = t * t * (3 - 2 * t)
        let x = Int(floor.x) & 31
        let y = (Int(floor.y) & 31) << 5
        let z = (Int(floor.z) & 31) << 10
        let nextX = (x + 1) & 31
        let nextY = (y + 32) & 1023
        let nextZ = (z + 1024) & 32767
        let near = plane(z, x, nextX, y, nextY, u)
        let far = plane(nextZ, x, nextX, y, nextY, u)
        return near + (far - near) * u.z
    }

    @inline(__always)
    private func plane(
        _ z: Int, _ x: Int, _ nextX: Int, _ y: Int, _ nextY: Int, _ u: SIMD3<Float>
    ) -> Float {
        let upper = values[z + y + x] + (values[z + y + nextX] - values[z + y + x]) * u.x
        let lower =
            values[z + nextY + x] + (values[z + nextY + nextX] - values[z + nextY + x]) * u.x
        return upper + (lower - upper) * u.y
    }
}
