import JSON
import Testing

@testable import Reporting

@Suite struct TableTests {
    @Test("the columns of items.tsv")
    func itemColumns() {
        #expect(
            Table.items.columns.map(\.name) == [
                "item", "input", "study", "series", "instance", "frame", "modality", "status",
                "reason", "mask", "overlay", "explanation", "flags", "time_ms", "followed_rank",
                "displacement_columns_mm", "displacement_rows_mm", "displacement_columns_px",
                "displacement_rows_px", "plot", "side", "level", "profile", "profile_picture",
                "montage",
                "coronal", "sagittal", "straightened", "mark", "mark_comment", "reader",
            ])
    }

    @Test("the columns of measurements.tsv")
    func measurementColumns() {
        #expect(
            Table.measurements.columns.map(\.name) == [
                "item", "input", "frame", "rank", "nerve", "side", "level", "provenance",
                "outline_convention", "confidence", "csa_mm2", "csa_low_mm2", "csa_high_mm2",
                "perimeter_mm", "long_axis_mm", "short_axis_mm", "anteroposterior_diameter_mm",
                "mediolateral_diameter_mm", "flattening_ratio", "circularity",
                "depth_from_skin_mm", "area_px", "area_low_px", "area_high_px", "long_axis_px",
                "short_axis_px", "centroid_column_px", "centroid_row_px", "echo_mean_grey",
                "echo_sd_grey", "echo_difference_grey", "hypoechoic_fraction",
                "csa_perpendicular_mm2", "signal_mean", "nerve_muscle_ratio", "spacing_row_mm",
                "spacing_column_mm", "scale_basis", "scale_gap", "flags", "manufacturer", "probe",
                "transducer_frequency_mhz", "position", "modality", "levels",
                "sequence",
            ])
    }

    @Test("rows of items: ordered, n/a for nothing, tabs escaped")
    func items() throws {
        let text = Table.items.text(of: [
            try Sample.measured(), try Sample.abstained(), Sample.refused(),
        ])
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let still = String(repeating: "\tn/a", count: 7)
        let place = "\tleft\tsubgluteal"
        // Six pictures of a series, three columns of a mark.
        let unmarked = String(repeating: "\tn/a", count: 9)
        let refused = "d-0123456789ab\td\\te.png\tn/a\tn/a\tn/a\tn/a\tn/a\trefused\ttruncated"
        let expected = [
            "b-0123456789ab\ta/b.png\tb-0123456789ab\tn/a\tn/a\t1\tUS\tmeasured\tn/a\t"
                + "b/0001.mask.png\tb/0001.overlay.png\tn/a\tanisotropicSpacing" + still + place
                + unmarked,
            "c-0123456789ab\tc.dcm\t4a5b6c7d8e9f\t0f1e2d3c4b5a\t3\t7\tUS\tabstained\t"
                + "noCandidate\tn/a\tc/0007.overlay.png\tno structure looks like a nerve\tn/a"
                + still + place + unmarked,
            refused + "\tn/a\tn/a\t" + #"d\te.png: the PNG ends "early"\\\n"# + "\tn/a" + still
                + "\tn/a\tn/a" + unmarked, "",
        ]
        #expect(lines.dropFirst().map(String.init) == expected)
    }

    @Test("a mark fills its columns, and no other row's")
    func marks() throws {
        let items = [try Sample.measured(), Sample.refused()]
        let text = Table.items(marked: try Sample.marks()).text(of: items)
        let ends = text.split(separator: "\n").dropFirst().map {
            $0.split(separator: "\t").suffix(3).map(String.init)
        }
        #expect(ends == [["fail", #"vessel,\nnot a <nerve>"#, "A. B."], ["n/a", "n/a", "n/a"]])
    }

    @Test("rows of measurements: by rank, decimals of the unit")
    func measurements() throws {
        let rows = MeasurementRow.rows(of: try Sample.measured())
        let lines = Table.measurements.text(of: rows)
            .split(separator: "\n", omittingEmptySubsequences: false)
        let cells = try #require(lines.dropFirst().first?.split(separator: "\t"))
        #expect(
            cells == [
                "b-0123456789ab", "a/b.png", "1", "1", "nerve", "left", "subgluteal", "automatic",
                "outerBorderWithEchogenicRim", "0.877", "52.35", "47.00", "58.00", "n/a", "10.90",
                "6.10", "n/a", "n/a", "1.786", "n/a", "n/a", "1234.50", "1100.00", "1400.13",
                "n/a", "n/a", "n/a", "n/a", "n/a", "n/a", "n/a", "n/a", "n/a", "n/a", "n/a",
                "0.080000", "0.051235",
                "sidecar", "n/a", "anisotropicSpacing,gainDependent", "Maker", "L14-6", "10.000",
                "n/a", "US", "n/a", "n/a",
            ])
        #expect(lines.count == 4)
        #expect(lines[2].contains("\toutsideEveryRegion\t"))
    }

    @Test("rows are the same when records went through JSON")
    func throughJSON() throws {
        let records = [try Sample.measured(), try Sample.abstained(), Sample.refused()]
        let read = try records.map { try ItemRecord(json: JSONReader.value(of: $0.json.text)) }
        #expect(Table.items.text(of: read) == Table.items.text(of: records))
        #expect(
            Table.measurements.text(of: read.flatMap(MeasurementRow.rows))
                == Table.measurements.text(of: records.flatMap(MeasurementRow.rows)))
    }

    @Test("items are ordered by input, series position, frame")
    func order() throws {
        let records = [
            try Sample.measured(input: "b", position: 0),
            try Sample.measured(input: "a", position: 10),
            try Sample.measured(input: "a", position: 2),
        ]
        let sorted = records.sorted()
        #expect(sorted.map(\.source.input) == ["a", "a", "b"])
        #expect(sorted.map(\.source.seriesPosition) == [2, 10, 0])
    }

    @Test("the dictionary names every column with its unit")
    func dictionary() throws {
        let json = try JSONObject(Table.measurements.dictionary)
        let columns = try json.objects("columns")
        #expect(try columns.map { try $0.string("name") } == Table.measurements.columns.map(\.name))
        #expect(try columns[10].string("unit") == "mm2")
        #expect(try columns.allSatisfy { try $0.string("meaning")?.isEmpty == false })
    }
}
