import Geometry
import Testing

@Suite struct OutlineTests {
    private func outline(_ points: [(Double, Double)]) throws -> Outline {
        try Outline(closing: points.map { PixelPoint(column: $0.0, row: $0.1) })
    }

    @Test("area and centroid of a 4 × 2 rectangle, whatever the direction")
    func rectangle() throws {
        let corners = [(10.0, 20.0), (14.0, 20.0), (14.0, 22.0), (10.0, 22.0)]
        for points in [corners, corners.reversed()] {
            let rectangle = try outline(points)
            #expect(abs(rectangle.signedAreaInPixels) == 8)
            #expect(rectangle.centroid == PixelPoint(column: 12, row: 21))
        }
    }

    @Test("a triangle's centroid is the mean of its corners")
    func triangle() throws {
        let triangle = try outline([(0, 0), (6, 0), (0, 3)])
        #expect(triangle.signedAreaInPixels == 9)
        #expect(triangle.centroid.distanceInPixels(to: PixelPoint(column: 2, row: 1)) < 1e-12)
    }

    @Test("the outline of one pixel has that pixel as bounding box")
    func boundingBox() throws {
        let pixel = try outline([(2.5, 6.5), (3.5, 6.5), (3.5, 7.5), (2.5, 7.5)])
        #expect(pixel.boundingBox == PixelBox(column: 3, row: 7, columns: 1, rows: 1))
    }

    @Test("points inside and outside a concave outline")
    func encloses() throws {
        let concave = try outline([(0, 0), (4, 0), (4, 4), (2, 1), (0, 4)])
        #expect(concave.encloses(PixelPoint(column: 0.5, row: 2)))
        #expect(!concave.encloses(PixelPoint(column: 2, row: 3)))
        #expect(!concave.encloses(PixelPoint(column: -1, row: 1)))
    }

    @Test("what is no outline is refused")
    func refusals() {
        #expect(throws: OutlineError.tooFewVertices(found: 2)) { try outline([(0, 0), (1, 1)]) }
        #expect(throws: OutlineError.vertexNotFinite(index: 1)) {
            try outline([(0, 0), (.nan, 1), (1, 1)])
        }
        #expect(throws: OutlineError.noArea) { try outline([(0, 0), (1, 1), (2, 2)]) }
    }
}
