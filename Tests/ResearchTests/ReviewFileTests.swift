import Testing

@testable import Research

@Suite struct ReviewFileTests {
    private func reading(_ input: String, _ members: String) -> String {
        #"{"input": "\#(input)", "frame": 1, "changed": false, "comment": null, \#(members)}"#
    }

    /// A nerve of the pixels in columns 2 to 5 and rows 2 to 6, on 12 × 10 pixels.
    private let measured = #"""
        "status": "measured", "reason": null, "columns": 12, "rows": 10,
        "pixel_spacing_mm": [0.2, 0.1], "nerves": [{"rank": 1, "provenance": "edited",
        "side": "left", "level": "piriformis", "csa_mm2": 0.4, "area_px": 20,
        "outline_px": [[1.5, 1.5], [5.5, 1.5], [5.5, 6.5], [1.5, 6.5]]}]
        """#

    private func write(_ readings: [String], to folder: TemporaryFolder) throws {
        let text =
            #"{"schema_version": "1.1", "seeds": [], "readings": ["#
            + readings.joined(separator: ",") + "]}"
        try folder.write(text, to: "AB.seeds.json")
    }

    @Test("outlines of a reader are compared with masks; side, level and scale come along")
    func compared() throws {
        let folder = try TemporaryFolder()
        try write([reading("a.png", #""verdict": "accepted", "# + measured)], to: folder)
        try folder.writeMask("masks/a.png", columns: 3..<7, rows: 2..<7)
        let study = try AgreementStudy(
            AgreementOptions(
                reference: folder.path("masks"), against: folder.path("AB.seeds.json")))
        let pair = try #require(study.pairs.first)
        #expect(study.againstKind == "review")
        #expect(pair.status == .compared)
        #expect(pair.masks?.overlap.dice == 0.75)
        #expect(pair.areas?.unit == .squareMillimetres)
        #expect(abs((pair.areas?.against ?? 0) - 0.4) < 1e-9)
        #expect(pair.side == .left && pair.level == .piriformis)
    }

    @Test("rejected frames are not measured, no nerve is an empty mask, looks say nothing")
    func others() throws {
        let folder = try TemporaryFolder()
        let noNerve = #"""
            "verdict": null, "status": "abstained", "reason": "readerSaysNoNerve", "columns": 12,
            "rows": 10, "nerves": []
            """#
        try write(
            [
                reading("rejected.png", #""verdict": "rejected", "# + measured),
                reading("none.png", noNerve)
                    .replacing(#""changed": false"#, with: #""changed": true"#),
                reading("looked.png", #""verdict": null"#),
            ], to: folder)
        for name in ["rejected", "none", "looked"] {
            try folder.writeMask("masks/\(name).png", columns: 3..<7, rows: 2..<7)
        }
        let pairs = try AgreementStudy(
            AgreementOptions(
                reference: folder.path("masks"), against: folder.path("AB.seeds.json"))
        ).pairs
        let byKey = Dictionary(uniqueKeysWithValues: pairs.map { ($0.key, $0) })
        #expect(byKey["rejected"]?.status == .notMeasured)
        #expect(byKey["none"]?.status == .compared && byKey["none"]?.masks?.overlap.dice == 0)
        #expect(byKey["looked"]?.status == .onlyReference)
    }

    @Test(
        "a file that is no reading is refused with a sentence",
        arguments: [
            "{}", #"{"readings": []}"#, #"{"readings": [{"input": "a"}]}"#, "{",
            #"{"readings": [{"input": "a", "verdict": "good", "status": "measured"}]}"#,
        ])
    func refused(text: String) throws {
        let folder = try TemporaryFolder()
        try folder.write(text, to: "AB.seeds.json")
        try folder.writeMask("masks/a.png", columns: 3..<7, rows: 2..<7)
        #expect(throws: ResearchError.self) {
            try AgreementStudy(
                AgreementOptions(
                    reference: folder.path("masks"), against: folder.path("AB.seeds.json")))
        }
    }
}
