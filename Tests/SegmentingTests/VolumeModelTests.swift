import Geometry
import Network
import Raster
import Testing

@testable import Segmenting

@Suite struct VolumeModelTests {
    @Test(
        "a volume model that does not say how it is used is refused",
        arguments: [
            ("labels", nil), ("labels", #"["background","artery","nerve"]"#),
            ("labels", #"["background","bone"]"#), ("preprocessing", nil), ("decision", nil),
            (
                "preprocessing",
                #"""
                {"version":101,"coarse_mm":1,"fine_mm":0.5,"fine_side":192,"rim":16,
                "low_percentile":1,"high_percentile":99,"cap":1.5,"seed_sigma":3}
                """#
            ),
            (
                "preprocessing",
                #"""
                {"version":102,"coarse_mm":0,"fine_mm":0.5,"fine_side":192,"rim":16,
                "low_percentile":1,"high_percentile":99,"cap":1.5,"seed_sigma":3}
                """#
            ),
            (
                "decision",
                #"{"candidate_threshold":1.5,"smallest_candidate_mm2":8,"most_views":4,"reach_mm":4}"#
            ), ("outline_convention", "mine"), ("border_error_mm", "[0.5]"),
            ("border_error_mm", "[0.5,0.2]"), ("border_error_mm", "[-4,1]"),
        ] as [(String, String?)])
    func refused(key: String, value: String?) throws {
        var metadata = try NetworkModel(bytes: EmbeddedModel.mr.bytes).metadata
        #expect(throws: Never.self) { try VolumeRecipe(metadata: metadata) }
        metadata[key] = value
        #expect(throws: SegmentingError.self) { try VolumeRecipe(metadata: metadata) }
    }

    @Test("an ultrasound model is no volume model")
    func otherModality() throws {
        let model = try NetworkModel(bytes: EmbeddedModel.ultrasound.bytes)
        #expect(throws: SegmentingError.self) { try VolumeRecipe(model) }
    }

    @Test(
        "columns of a view run to the left, rows to the back, whichever way a slice is stored",
        arguments: [(1.0, 1.0), (-1, 1), (1, -1), (-1, -1)], [false, true])
    func directions(signs: (Double, Double), isTurned: Bool) throws {
        let left = PatientPoint(left: signs.0, posterior: 0, superior: 0)
        let back = PatientPoint(left: 0, posterior: signs.1, superior: 0)
        let spacing = try #require(PixelSpacing(betweenRows: 0.5, betweenColumns: 0.8))
        let plane = try #require(
            SlicePlane(
                origin: PatientPoint(left: 3, posterior: -7, superior: 11),
                alongRow: isTurned ? back : left, alongColumn: isTurned ? left : back,
                spacing: spacing))
        let view = SliceView(
            on: plane, centre: PixelPoint(column: 20, row: 30), step: 2,
            size: try #require(PlaneSize(columns: 16, rows: 16)))
        let start = plane.patientPoint(at: view.sourcePoint(column: 4, row: 5))
        let right = plane.patientPoint(at: view.sourcePoint(column: 5, row: 5)) - start
        let down = plane.patientPoint(at: view.sourcePoint(column: 4, row: 6)) - start
        #expect((right - PatientPoint(left: 2, posterior: 0, superior: 0)).length < 1e-9)
        #expect((down - PatientPoint(left: 0, posterior: 2, superior: 0)).length < 1e-9)
        let again = view.viewPoint(of: view.sourcePoint(column: 4.25, row: 5.5))
        #expect(abs(again.column - 4.25) < 1e-9 && abs(again.row - 5.5) < 1e-9)
    }

    @Test("a blurred plane keeps its sum away from the border")
    func blur() throws {
        let size = try #require(PlaneSize(columns: 21, rows: 21))
        var plane = Plane<Float>(size: size, filledWith: 0)
        plane[column: 10, row: 10] = 100
        let blurred = GaussianBlur.blurred(plane, sigma: 1.2)
        #expect(abs(blurred.samples.reduce(0, +) - 100) < 1e-3)
        #expect(blurred[column: 12, row: 10] == blurred[column: 10, row: 8])
        #expect(blurred[column: 10, row: 10] < 15)
    }
}
