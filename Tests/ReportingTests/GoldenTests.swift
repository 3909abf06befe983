import Foundation
import ImageCodecs
import Testing

@testable import Reporting

/// Whole outputs against files under `Goldens`. Only `scripts/regenerate-goldens` writes those; read
/// its diff before committing.
@Suite struct GoldenTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Goldens")
    static let isWriting = ProcessInfo.processInfo.environment["NERVE_MEASURE_GOLDENS"] == "write"

    static let texts: [(String, @Sendable () throws -> String)] = [
        ("report.json", { try Sample.study().json.text }),
        ("dataset.json", { Sample.dataset }),
        ("items.tsv", { Table.items.text(of: try Sample.study().items) }),
        ("items.json", { Table.items.dictionary.text }),
        (
            "measurements.tsv",
            { Table.measurements.text(of: try Sample.study().items.flatMap(MeasurementRow.rows)) }
        ),
        ("measurements.json", { Table.measurements.dictionary.text }),
        (
            "track.svg",
            { TrackPlot(of: TrackRecord(of: try Sample.track(), series: "s", rank: 1)).svg }
        ),
        ("nerve-profile.svg", { NerveProfilePlot(of: try Sample.volume())?.svg ?? "" }),
        ("index.html", { try file("index.html") }),
        ("page-facts.js", { try file("page/facts.js") }),
        ("page-rows.js", { try file("page/rows-0001.js") }),
        ("page-details.js", { try file("page/details-0001.js") }),
        ("report.schema.json", { PublishedSchema.report.json.text }),
        ("dataset.schema.json", { PublishedSchema.dataset.json.text }),
        ("dictionary.schema.json", { PublishedSchema.dictionary.json.text }),
        ("agreement.schema.json", { PublishedSchema.agreement.json.text }),
        ("comparison.schema.json", { PublishedSchema.comparison.json.text }),
        ("comparison.json", { Sample.comparison.json.text }),
        ("reference.schema.json", { PublishedSchema.reference.json.text }),
        ("reference_values.schema.json", { PublishedSchema.referenceValues.json.text }),
        ("reference.json", { Sample.reference.json.text }),
        ("agreement.json", { try Sample.agreement().json.text }),
        (
            "bland-altman.svg",
            { try Sample.agreement().files.first { $0.name.hasSuffix(".svg") }?.text ?? "" }
        ),
        ("seeds.schema.json", { PublishedSchema.seeds.json.text }),
        ("sidecar.schema.json", { PublishedSchema.sidecar.json.text }),
        ("marks.schema.json", { PublishedSchema.marks.json.text }),
        ("mr_truth.schema.json", { PublishedSchema.mrTruth.json.text }),
    ]

    /// A file of the page of the sample study, one item of which is marked.
    private static func file(_ path: String) throws -> String {
        let files = try Sample.page(try Sample.study().items, marks: try Sample.marks())
        return try #require(files.first { $0.path == path }?.text)
    }

    @Test("texts equal their goldens byte for byte", arguments: texts.map(\.0))
    func text(name: String) throws {
        let make = try #require(Self.texts.first { $0.0 == name }?.1)
        let text = try make()
        let file = Self.folder.appending(path: name)
        if Self.isWriting { try Data(text.utf8).write(to: file) }
        #expect(try String(contentsOf: file, encoding: .utf8) == text)
    }

    @Test("the overlay equals its golden pixel for pixel")
    func overlay() throws {
        let frame = try Sample.frame()
        let bytes = try #require(
            try Overlay.png(
                of: try Sample.measured(), on: frame.luminance, content: frame.bounds))
        let file = Self.folder.appending(path: "overlay.png")
        if Self.isWriting { try Data(bytes).write(to: file) }
        let golden = try PNGImage.decode([UInt8](Data(contentsOf: file)))
        #expect(try PNGImage.decode(bytes).picture == golden.picture)
    }
}
