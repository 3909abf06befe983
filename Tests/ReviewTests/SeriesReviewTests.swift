import Exporting
import Foundation
import JSON
import Phantoms
import Pipeline
import Testing
import VolumeSupport

@testable import Review

/// A simulated MR series: what is done in slices is what a run makes of it.
@Suite struct SeriesReviewTests {
    private struct Place {
        let root: URL
        var inputs: URL { root.appending(path: "in/inputs") }
        var file: URL { root.appending(path: "review/AB.seeds.json") }

        init() throws {
            root = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
            let writer = MRPhantomWriter(folder: root.appending(path: "in").path)
            try writer.write(try MRPhantom(.small), name: "a")
        }

        func remove() { try? FileManager.default.removeItem(at: root) }

        static func options(seeds: String? = nil) -> PipelineOptions {
            var options = PipelineOptions(toolVersion: "test")
            options.measuresMR = true
            options.seedFile = seeds
            return options
        }

        /// - Parameter folder: one session at a time holds the readings of a folder.
        func session(in folder: String = "review") throws -> ReviewSession {
            try ReviewSession(
                work: try FrameWork(inputs: [inputs.path], options: Self.options()),
                options: ReviewOptions(reader: "AB", folder: root.appending(path: folder)))
        }
    }

    private static func edit(_ text: String, frame: Int, version: Int) throws -> EditRequest {
        let members = #"{"input":0,"frame":\#(frame),"version":\#(version),\#(text)}"#
        return try EditRequest(study: 0, json: JSONObject(parsing: Array(members.utf8)))
    }

    /// A point in the middle of the first nerve of a frame.
    private static func point(in frame: JSONValue) throws -> String {
        let nerve = try #require(frame["current"]["nerves"].items.first)
        let quantities = try JSONObject(nerve["quantities"])
        let column = try #require(
            try quantities.object("centroid_column_px")?.double("value"))
        let row = try #require(try quantities.object("centroid_row_px")?.double("value"))
        return #""kind":"search","point":{"column":\#(column),"row":\#(row)}"#
    }

    @Test("points in two slices guide the path through all, as a run with the file does")
    func path() async throws {
        let place = try Place()
        defer { place.remove() }
        let session = try place.session()
        let study = await session.studyDocument(0)
        #expect(study["inputs"].items.count == 1)
        #expect(study["inputs"].items.first?["is_series"] == .boolean(true))
        #expect(study["inputs"].items.first?["frames"].items.count == 5)
        func frame(_ number: Int) async -> JSONValue {
            await session.frameDocument(at: FrameAddress(study: 0, input: 0, frame: number))
        }
        for (version, number) in [1, 5].enumerated() {
            let point = try Self.point(in: await frame(number))
            _ = try await session.take(try Self.edit(point, frame: number, version: version))
        }
        _ = try await session.take(
            try Self.edit(#""kind":"level","value":"thigh""#, frame: 3, version: 2))
        let middle = await frame(3)
        #expect(
            middle["current"]["nerves"].items.contains { $0["provenance"] == .string("seeded") })
        #expect(middle["statement"]["level"] == .string("thigh"))

        let output = place.root.appending(path: "out")
        let batch = try Batch(
            inputs: [place.inputs.path], output: output,
            options: Place.options(seeds: place.file.path))
        #expect(try batch.run(cancellation: Cancellation()).unusedSeeds.isEmpty)
        let folder = session.work.plan.studies[0].folder
        let report = try Data(contentsOf: output.appending(path: "\(folder)/report.json"))
        let items = try JSONReader.value(of: Array(report))["items"].items
        #expect(items.count == 5)
        for number in 1...5 {
            let shown = await frame(number)["current"]
            let run = try #require(items.first { $0["item"] == shown["item"] })
            #expect(run["nerves"] == shown["nerves"] && run["status"] == shown["status"])
        }

        try FileManager.default.copyItem(
            at: place.root.appending(path: "review"), to: place.root.appending(path: "again"))
        let again = try place.session(in: "again")
        let address = FrameAddress(study: 0, input: 0, frame: 3)
        #expect(await again.frameDocument(at: address)["current"] == middle["current"])
        #expect(await again.frameDocument(at: address)["statement"] == middle["statement"])
    }

    @Test("other views know their place, and a side is not stated for slices")
    func views() async throws {
        let place = try Place()
        defer { place.remove() }
        let session = try place.session()
        let address = FrameAddress(study: 0, input: 0, frame: 3)
        let pixels = try await session.pixels(at: address)
        #expect(pixels.size.columns == 352 && Set(pixels.levels).count > 50)
        let document = await session.seriesDocument(study: 0, input: 0)
        #expect(document["origins"].items.count == 5)
        let nerves = document["nerves"].items
        #expect(!nerves.isEmpty && nerves.allSatisfy { $0["path"].items.count > 10 })
        let coronal = try #require(
            try await session.view(.flat(.coronal, depth: 10), study: 0, input: 0))
        #expect(coronal.size.columns == 352 && coronal.origin != nil)
        let straight = try await session.view(
            .straightened(.left, .leftwards), study: 0, input: 0)
        #expect(try #require(straight).size.columns == 81)
        await #expect(throws: RequestProblem.self) {
            try await session.take(
                try Self.edit(#""kind":"side","value":"left""#, frame: 3, version: 0))
        }
    }
}
