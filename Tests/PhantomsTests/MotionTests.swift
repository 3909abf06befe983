import Geometry
import Raster
import Testing
import Tracing

@testable import Phantoms

@Suite struct MotionTests {
    static func parameters(lateral: Double, depth: Double) -> UltrasoundParameters {
        var parameters = PhantomTruthTests.parameters(seed: 6)
        parameters.scene.nerveDepth = 16
        parameters.motion.frames = 3
        parameters.motion.lateral = lateral
        parameters.motion.depth = depth
        parameters.page.caption = ""
        return parameters
    }

    @Test("speckle in the nerve moves with the nerve", arguments: [(2.0, 0.0), (-1.5, 0.8)])
    func speckle(lateral: Double, depth: Double) throws {
        let phantom = try UltrasoundPhantom(Self.parameters(lateral: lateral, depth: depth))
        let truth = try #require(phantom.truth(frame: 0).nerves.first)
        let mask = LabelPlane(size: phantom.conversion.size, inside: truth.outline, label: 1)
        let rest = phantom.frame(0)
        let moved = phantom.frame(1)
        let step = (columns: Int((lateral * 10).rounded()), rows: Int((depth * 10).rounded()))
        let carried = correlation(rest, moved, mask: mask, columns: step.columns, rows: step.rows)
        let still = correlation(rest, moved, mask: mask, columns: 0, rows: 0)
        #expect(carried > 0.9)
        #expect(still < 0.6)
    }

    @Test("tissue far from the nerve stays")
    func fading() throws {
        let phantom = try UltrasoundPhantom(Self.parameters(lateral: 2, depth: 0))
        let motion = phantom.motion(frame: 1)
        let far = TissuePoint(lateral: motion.centre.lateral + motion.outer, depth: 16)
        #expect(motion.position(of: far) == far)
        let centre = motion.position(of: motion.centre)
        #expect(abs(centre.lateral - motion.centre.lateral - 2) < 1e-9)
    }

    @Test("rest undoes movement", arguments: stride(from: 0.0, through: 14, by: 0.7).map { $0 })
    func inverse(distance: Double) throws {
        let phantom = try UltrasoundPhantom(Self.parameters(lateral: 2.5, depth: -0.7))
        let motion = phantom.motion(frame: 1)
        let point = TissuePoint(
            lateral: motion.centre.lateral + distance, depth: motion.centre.depth + distance / 3)
        let back = motion.rest(of: motion.position(of: point))
        #expect(abs(back.lateral - point.lateral) < 0.02)
        #expect(abs(back.depth - point.depth) < 0.02)
    }

    private func correlation(
        _ a: Plane<UInt8>, _ b: Plane<UInt8>, mask: LabelPlane, columns: Int, rows: Int
    ) -> Double {
        var sums = (n: 0.0, a: 0.0, b: 0.0, aa: 0.0, bb: 0.0, ab: 0.0)
        for row in 0..<a.size.rows {
            for column in 0..<a.size.columns where mask[column: column, row: row] == 1 {
                let x = Double(a[column: column, row: row])
                let y = Double(b[column: column + columns, row: row + rows])
                sums = (
                    sums.n + 1, sums.a + x, sums.b + y, sums.aa + x * x, sums.bb + y * y,
                    sums.ab + x * y
                )
            }
        }
        let covariance = sums.ab - sums.a * sums.b / sums.n
        let variances = (sums.aa - sums.a * sums.a / sums.n) * (sums.bb - sums.b * sums.b / sums.n)
        return covariance / variances.squareRoot()
    }
}
