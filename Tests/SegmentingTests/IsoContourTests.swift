import Geometry
import Raster
import Testing

@testable import Segmenting

@Suite struct IsoContourTests {
    /// Probability of a disc with a soft border: 0.5 at `radius`.
    private func disc(_ centre: PixelPoint, radius: Double, softness: Double) throws
        -> Plane<Float>
    {
        try plane(columns: 64, rows: 48) { column, row in
            let distance = PixelPoint(column: column, row: row).distanceInPixels(to: centre)
            return Float(min(max(0.5 + (radius - distance) / (2 * softness), 0), 1))
        }
    }

    @Test(
        "a disc keeps its area within 0.5 % and its centre within 0.02 pixels",
        arguments: [(30.0, 24.0, 8.0), (30.37, 22.81, 12.3), (28.5, 24.5, 7.4)])
    func disc(column: Double, row: Double, radius: Double) throws {
        let centre = PixelPoint(column: column, row: row)
        var contour = IsoContour(of: try disc(centre, radius: radius, softness: 2), level: 0.5)
        let lines = contour.lines()
        #expect(lines.count == 1)
        let outline = try Outline(closing: lines[0])
        #expect(abs(outline.signedAreaInPixels / (.pi * radius * radius) - 1) < 0.005)
        #expect(outline.centroid.distanceInPixels(to: centre) < 0.02)
    }

    @Test("a hole has negative area")
    func ring() throws {
        let centre = PixelPoint(column: 30, row: 24)
        let ring = try plane(columns: 64, rows: 48) { column, row in
            let distance = PixelPoint(column: column, row: row).distanceInPixels(to: centre)
            return Float(max(0, 1 - abs(distance - 12) / 8))
        }
        var contour = IsoContour(of: ring, level: 0.5)
        let areas = try contour.lines().map { try Outline(closing: $0).signedAreaInPixels }
        #expect(areas.count == 2)
        #expect(abs(areas[0] / (.pi * 256) - 1) < 0.01)
        #expect(abs(areas[1] / (-.pi * 64) - 1) < 0.02)
    }

    @Test("a line closes around what reaches the border")
    func border() throws {
        let full = try plane(columns: 5, rows: 4) { _, _ in 1 }
        var contour = IsoContour(of: full, level: 0.5)
        let lines = contour.lines()
        #expect(lines.count == 1)
        // Half a sample beyond the outer samples, the four corners cut.
        #expect(abs(try Outline(closing: lines[0]).signedAreaInPixels - 19.5) < 1e-9)
    }

    @Test(
        "two samples that touch at a corner are joined when the saddle is above the level",
        arguments: [(Float(0.3), 2), (Float(0.45), 1)])
    func saddle(low: Float, lines: Int) throws {
        // Between corners 0.6 and `low`, the saddle is their mean.
        let corners = try plane(columns: 2, rows: 2) { $0 == $1 ? 0.6 : low }
        var contour = IsoContour(of: corners, level: 0.5)
        #expect(contour.lines().count == lines)
    }

    @Test("random planes: every sample is on the side of the lines that its value says")
    func sides() throws {
        var random = SeededNumbers(state: 9)
        for _ in 0..<20 {
            let noise = try plane(columns: 12, rows: 9) { _, _ in
                Float.random(in: 0...1, using: &random)
            }
            var contour = IsoContour(of: noise, level: 0.5)
            let outlines = try contour.lines().map { try Outline(closing: $0) }
            for index in noise.samples.indices {
                let point = PixelPoint(column: Double(index % 12), row: Double(index / 12))
                let inside = outlines.count { $0.encloses(point) } % 2 == 1
                #expect(inside == (noise.samples[index] >= 0.5))
            }
        }
    }
}
