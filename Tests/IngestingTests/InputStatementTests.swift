import Anatomy
import Ingesting
import Raster
import StudyModel
import Testing

@Suite struct InputStatementTests {
    private func seeds(_ members: String) throws -> SeedFile {
        let folder = try TemporaryFolder()
        let path = try folder.write(
            #"{"schema_version": "1.1", "seeds": [], \#(members)}"#, to: "seeds.json")
        return try SeedFile(path: path)
    }

    private func frame(_ input: String) throws -> Frame {
        var evidence = ScaleEvidence()
        evidence.operatorSupplied = StatedSpacing(betweenRows: 1, betweenColumns: 1)
        var context = AcquisitionContext()
        context.laterality = .left
        context.level = .thigh
        let size = try #require(PlaneSize(columns: 8, rows: 6))
        return Frame(
            id: FrameID(input: input), modality: .ultrasound,
            luminance: Plane(size: size, filledWith: 0), evidence: evidence, context: context)
    }

    @Test("what is stated of an input takes the place of what its file says; the rest stays")
    func applied() throws {
        let file = try seeds(
            #"""
            "inputs": [{"input": "a.png", "side": "right", "pixel_spacing_mm": [0.2, 0.1]}],
            "reader": "AB", "readings": [{"anything": true}]
            """#)
        let stated = file.applied(to: try frame("a.png"))
        #expect(stated.context.laterality == .right && stated.context.level == .thigh)
        #expect(
            stated.evidence.operatorSupplied == StatedSpacing(betweenRows: 0.2, betweenColumns: 0.1)
        )
        let other = file.applied(to: try frame("b.png"))
        #expect(other.context.laterality == .left)
        #expect(
            other.evidence.operatorSupplied == StatedSpacing(betweenRows: 1, betweenColumns: 1))
    }

    @Test("levels of a slice go before the level of its input")
    func levels() throws {
        let file = try seeds(
            #"""
            "inputs": [{"input": "a", "level": "thigh"}], "levels": [
              {"input": "a", "frame": 2, "levels": ["ischial_tunnel", "quadratus_femoris"]},
              {"input": "a", "frame": 3, "levels": []}]
            """#)
        func levels(_ input: String, _ number: Int) -> [GlutealLevel]? {
            file.levels(of: SeedFile.Target(input: input, number: number))
        }
        #expect(levels("a", 1) == [.thigh])
        #expect(levels("a", 2) == [.quadratusFemoris, .ischialTunnel])
        #expect(levels("a", 3) == [])
        #expect(levels("b", 1) == nil)
    }

    @Test(
        "statements of another form are refused",
        arguments: [
            #""inputs": [{"side": "left"}]"#, #""inputs": [{"input": "a", "side": "L"}]"#,
            #""inputs": [{"input": "a", "frame": 2}]"#,
            #""inputs": [{"input": "a", "pixel_spacing_mm": [0.1]}]"#,
            #""inputs": [{"input": "a"}, {"input": "a"}]"#, #""inputs": {}"#, #""marks": []"#,
            #""levels": [{"input": "a"}]"#, #""levels": [{"input": "a", "levels": ["hip"]}]"#,
            #""levels": [{"input": "a", "levels": []}, {"input": "a", "levels": []}]"#,
        ])
    func refused(members: String) {
        #expect(throws: IngestError.self) { try seeds(members) }
    }
}
