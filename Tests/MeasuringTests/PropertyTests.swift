import Foundation
import Geometry
import StudyModel
import Testing

@testable import Measuring

/// What must hold for any outline; the argument is the seed.
@Suite struct PropertyTests {
    private static let kinds: [QuantityKind] = [
        .crossSectionalArea, .perimeter, .longAxis, .shortAxis, .anteroposteriorDiameter,
        .mediolateralDiameter, .flatteningRatio, .circularity,
    ]

    private func expectEqual(
        _ one: NerveMeasurement, _ other: NerveMeasurement, factors: [QuantityKind: Double] = [:],
        _ comment: Comment
    ) throws {
        for kind in Self.kinds {
            let expected = try #require(one[kind]?.value) * (factors[kind] ?? 1)
            #expect(near(other[kind]?.value, expected, within: 1e-9), "\(kind): \(comment)")
        }
    }

    @Test("the first vertex, the direction and the place do not matter", arguments: 0..<20)
    func invariance(seed: Int) throws {
        let spacing = try spacing(0.2, 0.3)
        let outline = try blob(seed: seed)
        let found = try measured(outline, spacing: spacing)
        let vertices = outline.vertices
        let turned = Array(vertices[3...] + vertices[..<3])
        try expectEqual(
            found, try measured(try Outline(closing: turned), spacing: spacing), "start")
        try expectEqual(
            found, try measured(try Outline(closing: vertices.reversed()), spacing: spacing),
            "direction")
        let moved = try Outline(
            closing: vertices.map { PixelPoint(column: $0.column + 1024, row: $0.row - 512) })
        try expectEqual(found, try measured(moved, spacing: spacing), "place")
    }

    @Test("spacing scales lengths once and areas twice, and leaves ratios", arguments: 0..<20)
    func scaling(seed: Int) throws {
        let outline = try blob(seed: seed)
        let one = try measured(outline, spacing: try spacing(0.1, 0.15))
        let twice = try measured(outline, spacing: try spacing(0.2, 0.3))
        let area = try #require(one[.crossSectionalArea]?.value)
        #expect(area * 4 == twice[.crossSectionalArea]?.value)
        try expectEqual(
            one, twice,
            factors: [
                .crossSectionalArea: 4, .perimeter: 2, .longAxis: 2, .shortAxis: 2,
                .anteroposteriorDiameter: 2, .mediolateralDiameter: 2,
            ], "scale")
    }

    @Test(
        "millimetres are the same however the pixels are shaped",
        arguments: 0..<10, [(0.1, 0.1), (0.3, 0.2), (0.07, 0.31)])
    func anisotropy(seed: Int, sides: (Double, Double)) throws {
        let outline = try blob(seed: seed)
        let square = try measured(outline, spacing: try spacing(0.1, 0.1))
        let resampled = try Outline(
            closing: outline.vertices.map {
                PixelPoint(column: $0.column * 0.1 / sides.1, row: $0.row * 0.1 / sides.0)
            })
        try expectEqual(
            square, try measured(resampled, spacing: try spacing(sides.0, sides.1)), "pixels")
    }

    @Test("the axes bound each other, and no shape is rounder than a circle", arguments: 0..<40)
    func bounds(seed: Int) throws {
        let found = try measured(try blob(seed: seed), spacing: try spacing(0.2, 0.3))
        let long = try #require(found[.longAxis]?.value)
        let short = try #require(found[.shortAxis]?.value)
        let perimeter = try #require(found[.perimeter]?.value)
        let circularity = try #require(found[.circularity]?.value)
        let vertical = try #require(found[.anteroposteriorDiameter]?.value)
        let horizontal = try #require(found[.mediolateralDiameter]?.value)
        #expect(short <= long)
        #expect(circularity <= 1)
        #expect(long * 2 <= perimeter)
        #expect(long >= max(vertical, horizontal))
    }
}
