import Geometry
import Raster
import Testing
import Tracing

@Suite struct OutlineFillingTests {
    private func outline(_ points: [(Double, Double)]) throws -> Outline {
        try Outline(closing: points.map { PixelPoint(column: $0.0, row: $0.1) })
    }

    @Test("a centre on the upper or left border is inside, on the lower or right border outside")
    func borderRule() throws {
        let size = try #require(PlaneSize(columns: 5, rows: 4))
        let square = try outline([(1, 1), (3, 1), (3, 3), (1, 3)])
        #expect(
            LabelPlane(size: size, inside: square, label: 1)
                == (try mask([".....", ".##..", ".##..", "....."])))
    }

    @Test("parts outside the plane are left out")
    func clipping() throws {
        let size = try #require(PlaneSize(columns: 3, rows: 2))
        let large = try outline([(-1e12, -7.5), (1e12, -7.5), (1e12, 1e12), (-1e12, 1e12)])
        #expect(LabelPlane(size: size, inside: large, label: 7).samples == [7, 7, 7, 7, 7, 7])
        let beside = try outline([(-5, 0), (-2, 0), (-2, 2)])
        #expect(LabelPlane(size: size, inside: beside, label: 7).samples.allSatisfy { $0 == 0 })
    }

    @Test("a pixel is filled exactly when the outline encloses its centre", arguments: 0..<25)
    func agreesWithEncloses(seed: Int) throws {
        var numbers = SeededNumbers(state: UInt64(seed) &+ 1000)
        let size = try #require(PlaneSize(columns: 17, rows: 13))
        let shape = try outline(
            (0..<Int.random(in: 3...12, using: &numbers)).map { _ in
                (
                    Double.random(in: -4...20, using: &numbers),
                    Double.random(in: -4...16, using: &numbers)
                )
            })
        let filled = LabelPlane(size: size, inside: shape, label: 1)
        for row in 0..<size.rows {
            for column in 0..<size.columns {
                let centre = PixelPoint(column: Double(column), row: Double(row))
                #expect((filled[column: column, row: row] == 1) == shape.encloses(centre))
            }
        }
    }

    @Test("an ellipse fills as many pixels as its area says, within half a percent")
    func ellipse() throws {
        let size = try #require(PlaneSize(columns: 200, rows: 120))
        let ellipse = try outline(
            (0..<360).map { degree in
                let angle = Double(degree) * .pi / 180
                return (100.3 + 80 * cosine(angle), 60.7 + 40 * cosine(angle - .pi / 2))
            })
        let filled = LabelPlane(size: size, inside: ellipse, label: 1).samples.reduce(0) {
            $0 + Int($1)
        }
        #expect(abs(Double(filled) / (.pi * 80 * 40) - 1) < 0.005)
    }

    /// Taylor series; the test needs no more than nine digits and no Foundation.
    private func cosine(_ angle: Double) -> Double {
        let reduced = angle.remainder(dividingBy: 2 * .pi)
        var term = 1.0
        var sum = 1.0
        for order in stride(from: 2.0, through: 30, by: 2) {
            term *= -reduced * reduced / (order * (order - 1))
            sum += term
        }
        return sum
    }
}
