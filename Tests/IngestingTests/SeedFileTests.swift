import Geometry
import Ingesting
import Raster
import StudyModel
import Testing

@Suite struct SeedFileTests {
    @Test("every kind of seed reaches its frame")
    func kinds() throws {
        let folder = try TemporaryFolder()
        try folder.write(try Sample.mask(label: 1), to: "masks/m.png")
        let file = try seedFile(
            folder,
            """
            {"input": "a.png", "point": {"column": 3.5, "row": 2}},
            {"input": "a.png", "frame": 1, "box": {"column": 0, "row": 1, "columns": 8, "rows": 5}},
            {"input": "a.png", "outline": [[1, 1], [4, 1], [4, 4]]},
            {"input": "b.png", "mask": "masks/m.png"},
            {"input": "c.dcm", "frame": 7, "no_nerve": true}
            """)
        let outline = try Outline(closing: [
            PixelPoint(column: 1, row: 1), PixelPoint(column: 4, row: 1),
            PixelPoint(column: 4, row: 4),
        ])
        let box = try #require(PixelBox(column: 0, row: 1, columns: 8, rows: 5))
        #expect(
            try file.seeds(for: frame("a.png"))
                == [.point(PixelPoint(column: 3.5, row: 2)), .box(box), .outline(outline)])
        guard case .mask(let mask)? = try file.seeds(for: frame("b.png")).first else {
            Issue.record("no mask")
            return
        }
        #expect(mask[column: 3, row: 2] == 1 && mask.samples.reduce(0) { $0 + Int($1) } == 1)
        #expect(try file.seeds(for: frame("c.dcm", number: 7)) == [.noNerve])
        #expect(try file.seeds(for: frame("c.dcm", number: 6)) == [])
        #expect(file.targets.count == 3)
    }

    @Test("a mask drawn in 0 and 255 counts as 0 and 1")
    func drawnMask() throws {
        let folder = try TemporaryFolder()
        try folder.write(try Sample.mask(label: 255), to: "m.png")
        let file = try seedFile(folder, #"{"input": "a.png", "mask": "m.png"}"#)
        guard case .mask(let mask)? = try file.seeds(for: frame("a.png")).first else {
            Issue.record("no mask")
            return
        }
        #expect(mask[column: 3, row: 2] == 1)
    }

    @Test(
        "a seed that its frame cannot take is refused",
        arguments: [
            (
                #""point": {"column": 8, "row": 2}"#,
                "has a point at column 8.0, row 2.0, outside the image of 8 × 6 pixels"
            ),
            (
                #""box": {"column": 4, "row": 0, "columns": 5, "rows": 2}"#,
                "has a box at column 4, row 0, outside the image of 8 × 6 pixels"
            ),
            (
                #""outline": [[0, 0], [3, 0], [3, -2]]"#,
                "has an outline at column 3.0, row -2.0, outside the image of 8 × 6 pixels"
            ),
            (#""mask": "absent.png""#, "names the mask absent.png, which cannot be read"),
            (
                #""mask": "vessel.png""#,
                "names the mask vessel.png, in which no pixel is 1 (nerve); state \"no_nerve\": "
                    + "true instead"
            ),
        ])
    func misfit(entry: String, complaint: String) throws {
        let folder = try TemporaryFolder()
        try folder.write(try Sample.mask(label: 2), to: "vessel.png")
        let file = try seedFile(folder, #"{"input": "a.png", \#(entry)}"#)
        #expect(
            message { try file.seeds(for: frame("a.png")) } == "the seed of a.png frame 1 "
                + complaint)
    }

    @Test("a mask of another size is refused")
    func maskSize() throws {
        let folder = try TemporaryFolder()
        try folder.write(try Sample.mask(label: 1), to: "m.png")
        let file = try seedFile(folder, #"{"input": "a.png", "mask": "m.png"}"#)
        let wide = try frame("a.png", columns: 9)
        #expect(throws: IngestError.self) { try file.seeds(for: wide) }
    }

    @Test(
        "what the file states wrongly is named",
        arguments: [
            (#"{"input": "a"}"#, "seeds[0] = no seed"),
            (
                #"{"input": "a", "point": {"column": 1, "row": 1}, "no_nerve": true}"#,
                "seeds[0] = no_nerve and point"
            ),
            (#"{"input": "a", "no_nerve": false}"#, "seeds[0].no_nerve = false"),
            (#"{"no_nerve": true}"#, "lacks seeds[0].input"),
            (#"{"input": "a", "frame": 0, "no_nerve": true}"#, "seeds[0].frame = 0"),
            (#"{"input": "a", "frame": 1.5, "no_nerve": true}"#, "seeds[0].frame = 1.5"),
            (#"{"input": "a", "frame": 3e9, "no_nerve": true}"#, "seeds[0].frame = 3e9"),
            (#"{"input": "a", "outline": {"column": 1}}"#, "seeds[0].outline = an object"),
            (#"{"input": "a", "no_nerve": true},"#, "no JSON (line 1, column 70: "),
            (#"{"input": "a", "colour": 3}"#, "unknown key seeds[0].colour"),
            (#"{"input": "a", "point": {"column": 1}}"#, "lacks seeds[0].point.row"),
            (#"{"input": "a", "point": [1, 2]}"#, "seeds[0].point = [1, 2]"),
            (
                #"{"input": "a", "box": {"column": 1, "row": 1, "columns": 0, "rows": 3}}"#,
                "seeds[0].box = 0 columns × 3 rows"
            ),
            (#"{"input": "a", "outline": [[1, 2], [3]]}"#, "seeds[0].outline[1] = [3]"),
            (#"{"input": "a", "outline": [[1, 2], [3, 4]]}"#, "has 2 vertices"),
            (
                #"{"input": "a", "no_nerve": true}, {"input": "a", "mask": "m.png"}"#,
                "a further seed of a frame 1"
            ),
            (
                #"{"input": "a", "point": {"column": 1, "row": 2}}, "#
                    + #"{"input": "a", "frame": 1, "point": {"row": 2.0, "column": 1}}"#,
                "seeds[1] = an earlier seed of a frame 1 again; allowed is every seed once"
            ),
            (
                #"{"input": "a", "no_nerve": true, "no_nerve": true}"#,
                "no JSON (line 1, column 86: the key \"no_nerve\" occurs twice in one object)"
            ),
        ])
    func malformed(entries: String, complaint: String) throws {
        let folder = try TemporaryFolder()
        let message = message { try seedFile(folder, entries) }
        #expect(message?.contains(complaint) == true, "\(message ?? "accepted")")
        #expect(message?.hasPrefix("the seed file seeds.json ") == true)
    }

    @Test("a seed file of another version, or none at all, is refused")
    func version() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(#"{"schema_version": "2.0", "seeds": []}"#, to: "s.json")
        #expect(throws: IngestError.self) { try SeedFile(path: path) }
        #expect(throws: IngestError.self) { try SeedFile(path: folder("absent.json")) }
    }

    private func seedFile(_ folder: TemporaryFolder, _ entries: String) throws -> SeedFile {
        let path = try folder.write(
            #"{"schema_version": "1.0", "seeds": [\#(entries)]}"#, to: "seeds.json")
        return try SeedFile(path: path)
    }

    private func message(_ body: () throws -> some Any) -> String? {
        do {
            _ = try body()
            return nil
        } catch {
            return (error as? IngestError)?.message
        }
    }

    private func frame(_ input: String, number: Int = 1, columns: Int = 8) throws -> Frame {
        let size = try #require(PlaneSize(columns: columns, rows: 6))
        return Frame(
            id: FrameID(input: input, number: number), modality: .ultrasound,
            luminance: Plane(size: size, filledWith: 0), evidence: ScaleEvidence())
    }
}
