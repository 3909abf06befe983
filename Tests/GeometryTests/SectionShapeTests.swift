import Testing

@testable import Geometry

@Suite struct SectionShapeTests {
    /// A rectangle of 6 × 4 pixels that are 0.5 mm wide and 2 mm high: 3 × 8 mm.
    private static func rectangle(column: Double, turned: Bool = false) throws -> SectionShape {
        let spacing = try #require(PixelSpacing(betweenRows: 2, betweenColumns: 0.5))
        var corners = [(0.0, 0.0), (6, 0), (6, 4), (0, 4)]
        if turned { corners.reverse() }
        return SectionShape(
            try Outline(closing: corners.map { PixelPoint(column: column + $0.0, row: $0.1) }),
            spacing: spacing)
    }

    @Test("area and second moments of a rectangle, whichever way it is walked")
    func rectangle() throws {
        for shape in [try Self.rectangle(column: 0), try Self.rectangle(column: 70, turned: true)] {
            #expect(abs(shape.area - 24) < 1e-9)
            #expect(abs(shape.alongRow - 9.0 / 12) < 1e-9)
            #expect(abs(shape.alongColumn - 64.0 / 12) < 1e-9)
            #expect(abs(shape.mixed) < 1e-9)
        }
    }

    @Test("a shape differs from itself by nothing, from another by more")
    func difference() throws {
        let shape = try Self.rectangle(column: 0)
        #expect(shape.difference(from: try Self.rectangle(column: 9)) < 1e-9)
        let spacing = try #require(PixelSpacing(betweenRows: 2, betweenColumns: 2))
        let wide = SectionShape(
            try Outline(
                closing: [(0.0, 0.0), (6, 0), (6, 1), (0, 1)].map {
                    PixelPoint(column: $0.0, row: $0.1)
                }), spacing: spacing)
        #expect(shape.difference(from: wide) > 0.3)
    }
}
