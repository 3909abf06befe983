import Geometry
import Raster
import Testing
import Tracing

@testable import Phantoms

@Suite struct HarmonicShapeTests {
    static let shape = HarmonicShape(
        centre: TissuePoint(lateral: 1.5, depth: 20), semiAxisLateral: 6, semiAxisDepth: 3,
        tiltInRadians: 0.2,
        harmonics: [.init(cosine: 0.05, sine: -0.02), .init(cosine: 0.01, sine: 0.04)])

    @Test("an ellipse has the area of an ellipse")
    func ellipse() {
        let ellipse = HarmonicShape(
            centre: TissuePoint(lateral: 0, depth: 9), semiAxisLateral: 5, semiAxisDepth: 2)
        #expect(ellipse.area == .pi * 10)
    }

    @Test("the formula is the area of the border", arguments: [360, 720, 3_600])
    func area(vertices: Int) throws {
        let outline = try Outline(
            closing: Self.shape.border(vertices: vertices).map {
                PixelPoint(column: $0.lateral, row: $0.depth)
            })
        let missing = 1 - outline.signedAreaInPixels / Self.shape.area
        let circle = 2 * Double.pi * Double.pi / 3 / Double(vertices * vertices)
        #expect(missing > 0)
        #expect(missing < 2 * circle)
    }

    @Test("the border has relative radius 1")
    func relativeRadius() {
        for point in Self.shape.border(vertices: 97) {
            #expect(abs(Self.shape.relativeRadius(of: point) - 1) < 1e-10)
        }
        #expect(Self.shape.relativeRadius(of: Self.shape.centre) == 0)
        #expect(Self.shape.border(vertices: 97).allSatisfy { $0.lateral < 1.5 + Self.shape.reach })
    }
}
