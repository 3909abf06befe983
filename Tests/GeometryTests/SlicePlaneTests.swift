import Geometry
import Testing

@Suite struct SlicePlaneTests {
    let spacing: PixelSpacing

    init() throws {
        spacing = try #require(PixelSpacing(betweenRows: 0.5, betweenColumns: 0.8))
    }

    @Test("an axial slice: columns run left, rows run back")
    func axial() throws {
        let plane = try #require(
            SlicePlane(
                origin: PatientPoint(left: -100, posterior: -50, superior: 30),
                alongRow: PatientPoint(left: 1, posterior: 0, superior: 0),
                alongColumn: PatientPoint(left: 0, posterior: 1, superior: 0),
                spacing: spacing))
        #expect(plane.normal == PatientPoint(left: 0, posterior: 0, superior: 1))
        #expect(
            plane.patientPoint(at: PixelPoint(column: 10, row: 20))
                == PatientPoint(left: -92, posterior: -40, superior: 30))
    }

    @Test("an oblique slice and back", arguments: [0.0, 7.25, 63])
    func roundTrip(height: Double) throws {
        let plane = try #require(
            SlicePlane(
                origin: PatientPoint(left: 12, posterior: -3, superior: 8),
                alongRow: PatientPoint(left: 0.6, posterior: 0.8, superior: 0),
                alongColumn: PatientPoint(left: -0.48, posterior: 0.36, superior: -0.8),
                spacing: spacing))
        let pixel = PixelPoint(column: 3.5, row: 41.25)
        let point = plane.patientPoint(at: pixel) + height * plane.normal
        let back = plane.pixel(under: point)
        #expect(back.pixel.distanceInPixels(to: pixel) < 1e-9)
        #expect(abs(back.distance - height) < 1e-9)
    }

    @Test("directions with few decimals are made orthonormal")
    func rounded() throws {
        let plane = try #require(
            SlicePlane(
                origin: PatientPoint(left: 0, posterior: 0, superior: 0),
                alongRow: PatientPoint(left: 1, posterior: 0, superior: 0),
                alongColumn: PatientPoint(left: 0.0004, posterior: 0.9939, superior: -0.11),
                spacing: spacing))
        #expect(abs(plane.alongColumn.length - 1) < 1e-12)
        #expect(abs(plane.alongRow.dot(plane.alongColumn)) < 1e-12)
    }

    @Test(
        "directions that are no unit vectors at right angles are refused",
        arguments: [
            PatientPoint(left: 0, posterior: 1.01, superior: 0),
            PatientPoint(left: 0.02, posterior: 0.9998, superior: 0),
            PatientPoint(left: 0, posterior: .nan, superior: 0),
            PatientPoint(left: 0, posterior: 0, superior: 0),
        ])
    func refused(column: PatientPoint) {
        #expect(
            SlicePlane(
                origin: PatientPoint(left: 0, posterior: 0, superior: 0),
                alongRow: PatientPoint(left: 1, posterior: 0, superior: 0), alongColumn: column,
                spacing: spacing) == nil)
    }
}
