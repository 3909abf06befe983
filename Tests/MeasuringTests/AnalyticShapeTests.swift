import Foundation
import Geometry
import StudyModel
import Testing

@testable import Measuring

@Suite struct AnalyticShapeTests {
    static let spacings = [(0.1, 0.1), (0.2, 0.3), (0.3, 0.2), (0.0511, 0.0499)]
    static let angles = [0.0, 17, 45, 90, 133]

    /// Ramanujan's second approximation; its error is below 1e-9 here.
    private func ellipsePerimeter(_ long: Double, _ short: Double) -> Double {
        let ratio = (long - short) / (long + short)
        let term = 3 * ratio * ratio
        return .pi / 2 * (long + short) * (1 + term / (10 + (4 - term).squareRoot()))
    }

    @Test("an ellipse has its area, axes, perimeter and ratios", arguments: spacings, angles)
    func ellipse(sides: (Double, Double), angle: Double) throws {
        let spacing = try spacing(sides.0, sides.1)
        let shape = Shape.ellipse(11, 5.5, turnedBy: angle, spacing: spacing)
        let found = try measured(try shape.outline, spacing: spacing)
        #expect(near(found[.crossSectionalArea]?.value, .pi / 4 * 11 * 5.5, within: 2e-5))
        #expect(near(found[.longAxis]?.value, 11, within: 1e-5))
        #expect(near(found[.shortAxis]?.value, 5.5, within: 1e-4))
        #expect(near(found[.flatteningRatio]?.value, 2, within: 1e-4))
        let perimeter = ellipsePerimeter(11, 5.5)
        #expect(near(found[.perimeter]?.value, perimeter, within: 1e-5))
        #expect(
            near(
                found[.circularity]?.value,
                4 * .pi * (.pi / 4 * 11 * 5.5) / (perimeter * perimeter), within: 1e-4))
    }

    @Test("vertical and horizontal extent of a turned ellipse", arguments: spacings, angles)
    func extents(sides: (Double, Double), angle: Double) throws {
        let spacing = try spacing(sides.0, sides.1)
        let shape = Shape.ellipse(11, 5.5, turnedBy: angle, spacing: spacing)
        let found = try measured(try shape.outline, spacing: spacing)
        let (cosine, sine) = (cos(angle * .pi / 180), sin(angle * .pi / 180))
        let across = 2 * hypot(5.5 * cosine, 2.75 * sine)
        let down = 2 * hypot(5.5 * sine, 2.75 * cosine)
        #expect(near(found[.mediolateralDiameter]?.value, across, within: 1e-5))
        #expect(near(found[.anteroposteriorDiameter]?.value, down, within: 1e-5))
    }

    @Test("a circle is round", arguments: spacings)
    func circle(sides: (Double, Double)) throws {
        let spacing = try spacing(sides.0, sides.1)
        let found = try measured(
            try Shape.ellipse(8, 8, spacing: spacing).outline, spacing: spacing)
        #expect(near(found[.circularity]?.value, 1, within: 1e-4))
        #expect(near(found[.flatteningRatio]?.value, 1, within: 1e-4))
    }

    @Test("a turned rectangle is exact", arguments: spacings, angles)
    func rectangle(sides: (Double, Double), angle: Double) throws {
        let spacing = try spacing(sides.0, sides.1)
        let shape = Shape.polygon(
            [(-6, -2), (6, -2), (6, 2), (-6, 2)], turnedBy: angle, at: (30, 20), spacing: spacing)
        let found = try measured(try shape.outline, spacing: spacing)
        #expect(near(found[.crossSectionalArea]?.value, 48, within: 1e-9))
        #expect(near(found[.perimeter]?.value, 32, within: 1e-9))
        #expect(near(found[.longAxis]?.value, hypot(12, 4), within: 1e-9))
        #expect(near(found[.flatteningRatio]?.value, 3, within: 1e-9))
    }

    @Test("a bent shape is as thick as its arm, not as its bounding box")
    func bent() throws {
        let spacing = try spacing(0.1, 0.1)
        let shape = Shape.polygon(
            [(0, 0), (12, 0), (12, 6), (9, 6), (9, 3), (3, 3), (3, 6), (0, 6)], at: (5, 5),
            spacing: spacing)
        let found = try measured(try shape.outline, spacing: spacing)
        #expect(near(found[.crossSectionalArea]?.value, 54, within: 1e-9))
        #expect(near(found[.longAxis]?.value, hypot(12, 6), within: 1e-9))
        // The longest chord at right angles to the diagonal runs from the corner (12, 0) to (9, 6).
        #expect(near(found[.shortAxis]?.value, hypot(3, 6), within: 1e-9))
    }
}
