import Foundation
import Geometry
import Network
import Raster
import Testing

@testable import Segmenting

/// The shipped model on real images, against the Python that chose its thresholds.
@Suite(
    .enabled(if: Surroundings.shared != nil, "no shared data"),
    .enabled(if: Surroundings.python != nil, "NERVE_MEASURE_PYTHON is not set"))
struct CandidateOracleTests {
    private struct Line: Decodable {
        struct Found: Decodable {
            let features: [String: Double]
            let confidence: Double
            let area: Double
            let column: Double
            let row: Double
        }

        let name: String
        let automatic: [Found]
        let seeded: Found?
    }

    @Test("candidates, features, confidence and outlines agree")
    func parity() throws {
        let pictures = try Surroundings.sample()
        let output = try Surroundings.output(
            of: "candidates.py",
            [
                Surroundings.root.appending(path: "scripts/training").path,
                Surroundings.root.appending(path: "Sources/CModels/ultrasound.safetensors").path,
            ] + pictures.map(\.path))
        let lines = try output.split(separator: UInt8(ascii: "\n")).map {
            try JSONDecoder().decode(Line.self, from: $0)
        }
        try #require(lines.count == pictures.count && !lines.isEmpty)
        let model = try NetworkModel(bytes: EmbeddedModel.ultrasound.bytes)
        let search = try NerveSearch(model, tier: .best)
        for (picture, line) in zip(pictures, lines) {
            try compare(search, try Surroundings.luminance(of: picture), line)
        }
    }

    private func compare(_ search: NerveSearch, _ luminance: Plane<Float>, _ line: Line) throws {
        let content = ContentBox.find(in: luminance)
        let found = try search.nerves(in: luminance, content: content).candidates
        #expect(found.count == line.automatic.count, "\(line.name)")
        for (candidate, expected) in zip(found, line.automatic) {
            compare(candidate, expected, line.name)
        }
        guard let first = line.automatic.first else { return }
        let seeded = try search.nerve(
            at: PixelPoint(column: first.column, row: first.row), in: luminance, content: content)
        #expect((seeded == nil) == (line.seeded == nil), "\(line.name)")
        if let seeded, let expected = line.seeded { compare(seeded, expected, line.name) }
    }

    private func compare(_ candidate: Candidate, _ expected: Line.Found, _ name: String) {
        for (key, value) in expected.features {
            let feature = CandidateFeature(rawValue: key)
            let found = feature.flatMap { candidate.features[$0] }
            #expect(abs((found ?? .infinity) - value) < 1e-3, "\(name) \(key)")
        }
        #expect(abs((candidate.confidence ?? .infinity) - expected.confidence) < 1e-3, "\(name)")
        // The oracle counts pixel centres: the outline's area differs by up to a part of its length.
        let area = candidate.outline.signedAreaInPixels
        #expect(abs(area / expected.area - 1) < 0.012, "\(name)")
        let centre = PixelPoint(column: expected.column, row: expected.row)
        #expect(candidate.outline.centroid.distanceInPixels(to: centre) < 0.25, "\(name)")
    }
}
