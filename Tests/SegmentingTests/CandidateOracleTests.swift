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

    /// Largest differences of one candidate. A pixel on the other side of a threshold, or a hole,
    /// which an outline encloses and a mask does not, make a few candidates differ by more than
    /// rounding.
    private struct Difference {
        var feature = 0.0
        var confidence = 0.0
        var area = 0.0
        var centre = 0.0

        var isRounding: Bool {
            feature < 1e-3 && confidence < 1e-3 && area < 0.012 && centre < 0.25
        }
        var isSmall: Bool { feature < 3e-3 && confidence < 0.01 && area < 0.03 && centre < 2 }
    }

    @Test("candidates agree: 19 of 20 to rounding, all closely")
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
        var differences: [Difference] = []
        for (picture, line) in zip(pictures, lines) {
            differences += try compare(search, try Surroundings.luminance(of: picture), line)
        }
        let large = differences.filter { !$0.isSmall }
        let beyondRounding = differences.filter { !$0.isRounding }
        #expect(large.isEmpty)
        #expect(20 * beyondRounding.count <= differences.count)
    }

    private func compare(
        _ search: NerveSearch, _ luminance: Plane<Float>, _ line: Line
    ) throws -> [Difference] {
        let content = ContentBox.find(in: luminance)
        let found = try search.nerves(in: luminance, content: content).candidates
        #expect(found.count == line.automatic.count, "\(line.name)")
        var differences = zip(found, line.automatic).map { difference($0, $1) }
        guard let first = line.automatic.first else { return differences }
        let seeded = try search.nerve(
            at: PixelPoint(column: first.column, row: first.row), in: luminance, content: content)
        #expect((seeded == nil) == (line.seeded == nil), "\(line.name)")
        if let seeded, let expected = line.seeded {
            differences.append(difference(seeded, expected))
        }
        return differences
    }

    private func difference(_ candidate: Candidate, _ expected: Line.Found) -> Difference {
        let features = expected.features.map { key, value in
            let found = CandidateFeature(rawValue: key).flatMap { candidate.features[$0] }
            return abs((found ?? .infinity) - value)
        }
        let centre = PixelPoint(column: expected.column, row: expected.row)
        // The oracle counts pixel centres: areas differ by a part of the outline's length.
        return Difference(
            feature: features.max() ?? .infinity,
            confidence: abs((candidate.confidence ?? .infinity) - expected.confidence),
            area: abs(candidate.outline.signedAreaInPixels / expected.area - 1),
            centre: candidate.outline.centroid.distanceInPixels(to: centre))
    }
}
