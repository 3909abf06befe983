import Foundation
import Geometry
import Kernels
import Raster
import Testing

@testable import Segmenting

/// Real images, against the Python that prepares the training data.
@Suite(
    .enabled(if: Surroundings.shared != nil, "no shared data"),
    .enabled(if: Surroundings.python != nil, "NERVE_MEASURE_PYTHON is not set"))
struct PreprocessingOracleTests {
    private struct Line: Decodable {
        struct View: Decodable {
            let view: [Int]
            let shape: [Int]
            let resized: [Float]
            let input: [Float]
        }

        let name: String
        let box: [Int]
        let automatic: View
        let seeded: View
        let asked: View
    }

    @Test("boxes and views are equal, samples within 0.05 grey levels, input planes within 0.002")
    func parity() throws {
        let pictures = try Surroundings.sample()
        let training = Surroundings.root.appending(path: "scripts/training").path
        let output = try Surroundings.output(
            of: "preprocessing.py", [training, "192"] + pictures.map(\.path))
        let lines = try output.split(separator: UInt8(ascii: "\n")).map {
            try JSONDecoder().decode(Line.self, from: $0)
        }
        try #require(lines.count == pictures.count && !lines.isEmpty)
        for (picture, line) in zip(pictures, lines) {
            let luminance = try Surroundings.luminance(of: picture)
            let box = ContentBox.find(in: luminance)
            #expect([box.column, box.row, box.columns, box.rows] == line.box, "\(line.name)")
            let seed = PixelPoint(
                column: Double(box.column) + 0.3 * Double(box.columns),
                row: Double(box.row) + 0.85 * Double(box.rows))
            try compare(luminance, NetworkView(box: box, side: 192), nil, with: line.automatic)
            let around = NetworkView(around: seed, crop: 0.6, content: box, side: 192)
            try compare(luminance, around, .asserted(seed), with: line.seeded)
            try compare(luminance, around, .question(seed), with: line.asked)
        }
    }

    private func compare(
        _ luminance: Plane<Float>, _ view: NetworkView, _ prompt: Prompt?, with line: Line.View
    ) throws {
        let box = view.box
        #expect([box.column, box.row, box.columns, box.rows] == line.view)
        #expect([view.columns, view.rows] == line.shape)
        let resized = PlaneKernels().resized(luminance, box: box, to: view.size)
        #expect(largestDifference(resized.samples, line.resized) < 0.05)
        let input = NetworkInput(
            luminance: luminance, view: view, channels: [.grey, .seed], prompt: prompt,
            seedSigma: 8, questionHeight: -1)
        #expect(largestDifference(input.channels.flatMap(\.samples), line.input) < 0.002)
    }

    private func largestDifference(_ all: [Float], _ every97th: [Float]) -> Float {
        let sampled = stride(from: 0, to: all.count, by: 97).map { all[$0] }
        guard sampled.count == every97th.count else { return .infinity }
        return zip(sampled, every97th).map { abs($0 - $1) }.max() ?? .infinity
    }
}
