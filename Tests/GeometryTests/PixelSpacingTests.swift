import Geometry
import Testing

@Suite struct PixelSpacingTests {
    @Test(
        "a spacing that is not positive and finite does not exist",
        arguments: [(0.0, 0.2), (0.2, -0.1), (.nan, 0.2), (0.2, .infinity)])
    func refused(rows: Double, columns: Double) {
        #expect(PixelSpacing(betweenRows: rows, betweenColumns: columns) == nil)
    }

    @Test("the area of a 0.2 × 0.3 mm pixel is 0.06 mm²")
    func pixelArea() throws {
        let spacing = try #require(PixelSpacing(betweenRows: 0.2, betweenColumns: 0.3))
        #expect(abs(spacing.pixelArea.value - 0.06) < 1e-15)
    }
}
