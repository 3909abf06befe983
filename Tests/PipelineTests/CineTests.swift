import Exporting
import Phantoms
import Pipeline
import Testing

@Suite struct CineTests {
    /// Frames in which the operator outlines the nerve; the others are said to show none.
    private static let seen = [2, 3, 6]

    @Test("frames in which the nerve is missing or seen again are flagged in every table")
    func gaps() throws {
        let workspace = try Workspace()
        let phantom = try Self.phantom()
        try workspace.write(
            SimulatedImage(of: phantom, calibrated: true).encoded(), "cine.dcm")
        var options = PipelineOptions(toolVersion: "test")
        options.seedFile = try Self.seeds(for: phantom, in: workspace)
        let summary = try workspace.run(options)
        #expect(summary.count(.measured) == 3 && summary.count(.abstained) == 4)
        let items = try workspace.table("items.tsv")
        #expect(items.map { $0["frame"] } == (1...7).map(String.init))
        #expect(
            items.map { $0["flags"] == "trackingGap" } == [0, 0, 0, 1, 1, 1, 1].map { $0 == 1 })
        let followed = ["n/a", "1", "1", "n/a", "n/a", "1", "n/a"]
        #expect(items.map { $0["followed_rank"] } == followed)
        #expect(
            items.map { $0["displacement_columns_mm"] == "n/a" } == followed.map { $0 == "n/a" })
        #expect(items[1]["displacement_columns_mm"] == "0.00")
        #expect(items.allSatisfy { $0["displacement_columns_px"] == "n/a" })
        let plots = Set(items.compactMap { $0["plot"] })
        #expect(plots.count == 1 && plots.allSatisfy { $0.hasSuffix(".svg") })
        let rows = try workspace.table("measurements.tsv")
        #expect(rows.map { $0["frame"] } == Self.seen.map(String.init))
        let flagged = rows.map { $0["flags"]?.contains("trackingGap") }
        #expect(flagged == [false, false, true])
        #expect(summary.hasFlags)
    }

    private static func phantom() throws -> UltrasoundPhantom {
        var scanner = ScannerSettings.linear
        scanner.looks = 1
        var parameters = UltrasoundParameters(seed: 11, scanner: scanner)
        parameters.page.pixelSpacing = 0.25
        parameters.motion.frames = 7
        parameters.motion.lateral = 1
        return try UltrasoundPhantom(parameters)
    }

    private static func seeds(
        for phantom: UltrasoundPhantom, in workspace: Workspace
    ) throws -> String {
        let seeds = (1...7).map { number in
            let outline = phantom.truth(frame: number - 1).nerves.first.map(\.outline.vertices)
            let vertices = (outline ?? []).map { "[\($0.column),\($0.row)]" }
            let seed =
                seen.contains(number)
                ? #""outline":[\#(vertices.joined(separator: ","))]"# : #""no_nerve":true"#
            return #"{"input":"cine.dcm","frame":\#(number),\#(seed)}"#
        }
        return try workspace.writeSeeds(seeds)
    }
}
