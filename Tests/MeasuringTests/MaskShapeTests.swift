import Foundation
import Geometry
import Raster
import StudyModel
import Testing
import Tracing

@testable import Measuring

/// Masks rather than outlines: what a person paints, or an evaluator compares.
@Suite struct MaskShapeTests {
    private func traced(_ shape: Shape) throws -> MaskOutline {
        let size = try #require(PlaneSize(columns: 400, rows: 300))
        let mask = LabelPlane(size: size, inside: try shape.outline, label: 1)
        return try #require(mask.components(of: 1).first)
    }

    @Test(
        "a painted ellipse has the area of its pixels, and perimeter and axes within 2 %",
        arguments: [(0.1, 0.1), (0.2, 0.3)], [0.0, 17, 45, 80])
    func ellipse(sides: (Double, Double), angle: Double) throws {
        let spacing = try spacing(sides.0, sides.1)
        let (long, short) = (22 * sides.0 / 0.1, 11 * sides.0 / 0.1)
        let shape = Shape.ellipse(
            long, short, turnedBy: angle, at: (200.37 * sides.1, 150.81 * sides.0),
            spacing: spacing)
        let component = try traced(shape)
        let found = try measured(component.outer, spacing: spacing)
        let truth = try measured(try shape.outline, spacing: spacing)
        #expect(
            near(
                found[.crossSectionalArea]?.value,
                Double(component.pixelCount) * spacing.pixelArea.value, within: 1e-12))
        for (kind, tolerance) in [
            (QuantityKind.crossSectionalArea, 0.002), (.perimeter, 0.02), (.longAxis, 0.02),
            (.shortAxis, 0.02), (.circularity, 0.03),
        ] {
            let expected = try #require(truth[kind]?.value)
            #expect(
                near(found[kind]?.value, expected, within: tolerance),
                "\(kind): \(found[kind]?.value ?? 0), not \(expected)")
        }
    }

    @Test("an upright painted rectangle")
    func rectangle() throws {
        let spacing = try spacing(0.2, 0.3)
        let outline = try Outline(
            closing: [(9.5, 9.5), (49.5, 9.5), (49.5, 29.5), (9.5, 29.5)].map(PixelPoint.init))
        let found = try measured(outline, spacing: spacing)
        #expect(near(found[.crossSectionalArea]?.value, 800 * 0.06, within: 1e-12))
        #expect(near(found[.mediolateralDiameter]?.value, 12, within: 1e-12))
        #expect(near(found[.anteroposteriorDiameter]?.value, 4, within: 1e-12))
        #expect(near(found[.perimeter]?.value, 32, within: 0.02))
    }

    @Test("a painted disc of few pixels is no rounder than a circle", arguments: [3.0, 4, 5.5, 8])
    func smallDisc(radius: Double) throws {
        let unit = try spacing(1, 1)
        let component = try traced(
            Shape.ellipse(2 * radius, 2 * radius, at: (100, 100), spacing: unit))
        let found = try measured(component.outer, spacing: unit)
        let circularity = try #require(found[.circularity]?.value)
        #expect(circularity <= 1 && circularity > 0.95)
    }

    @Test("coordinates beyond any picture do not count as pixel edges")
    func farAway() throws {
        let far = 1e9 + 0.5
        let outline = try Outline(
            closing: [(0.5, 0.5), (far, 0.5), (far, 40.5), (0.5, 40.5)].map(PixelPoint.init))
        #expect(!outline.followsPixelEdges)
        let found = try measured(outline, spacing: try spacing(0.1, 0.1))
        #expect(near(found[.crossSectionalArea]?.value, 4 * (far - 0.5) * 0.1, within: 1e-9))
    }

    @Test("only outlines of whole pixels count as traced")
    func followsPixelEdges() throws {
        func outline(_ points: [(Double, Double)]) throws -> Outline {
            try Outline(closing: points.map(PixelPoint.init))
        }
        #expect(try outline([(0.5, 0.5), (2.5, 0.5), (2.5, 1.5), (0.5, 1.5)]).followsPixelEdges)
        #expect(try !outline([(0, 0), (2, 0), (2, 1), (0, 1)]).followsPixelEdges)
        #expect(try !outline([(0.5, 0.5), (2.5, 0.5), (2.5, 1.5)]).followsPixelEdges)
    }
}
