import Foundation
import Geometry
import Raster
import StudyModel
import Testing
import Tracing

@testable import Measuring

/// The same shapes measured by OpenCV, SciPy and scikit-image.
@Suite(.enabled(if: Oracle.python != nil, "NERVE_MEASURE_PYTHON names no Python"))
struct OracleTests {
    private static let spacings = [(0.1, 0.1), (0.2, 0.3), (0.31, 0.07)]

    @Test("area, perimeter and long axis of polygons")
    func polygons() throws {
        var items: [[String: Any]] = []
        var found: [NerveMeasurement] = []
        for seed in 0..<30 {
            let sides = Self.spacings[seed % 3]
            let outline = try blob(seed: seed)
            found.append(try measured(outline, spacing: try spacing(sides.0, sides.1)))
            items.append([
                "kind": "polygon",
                "vertices": outline.vertices.map { [$0.column * sides.1, $0.row * sides.0] },
            ])
        }
        for (index, judge) in try Oracle.results(of: items).enumerated() {
            // OpenCV computes polygons from single-precision coordinates.
            let area = try #require(judge["area"])
            #expect(near(found[index][.crossSectionalArea]?.value, area, within: 1e-5))
            let perimeter = try #require(judge["perimeter"])
            #expect(near(found[index][.perimeter]?.value, perimeter, within: 1e-5))
            let feret = try #require(judge["feret"])
            #expect(near(found[index][.longAxis]?.value, feret, within: 1e-12))
            // The longest chord at right angles to the long axis is no narrower than the least
            // thickness of a convex shape; OpenCV's rectangle bounds that from above.
            let width = try #require(judge["min_width"])
            let hullArea = try #require(judge["hull_area"])
            if near(found[index][.crossSectionalArea]?.value, hullArea, within: 1e-3) {
                let short = try #require(found[index][.shortAxis]?.value)
                #expect(short >= 0.5 * width)
            }
        }
    }

    @Test("ellipses: the short axis is the width of OpenCV's smallest rectangle")
    func ellipses() throws {
        var items: [[String: Any]] = []
        var found: [NerveMeasurement] = []
        for angle in stride(from: 0.0, to: 180, by: 15) {
            let spacing = try spacing(0.2, 0.3)
            let shape = Shape.ellipse(12, 5, turnedBy: angle, spacing: spacing)
            found.append(try measured(try shape.outline, spacing: spacing))
            items.append([
                "kind": "polygon", "vertices": shape.points.map { [$0.across, $0.down] },
            ])
        }
        for (index, judge) in try Oracle.results(of: items).enumerated() {
            let width = try #require(judge["min_width"])
            #expect(near(found[index][.shortAxis]?.value, width, within: 1e-4))
        }
    }

    @Test("masks: pixels and long axis; perimeter near Crofton's")
    func masks() throws {
        var items: [[String: Any]] = []
        var found: [NerveMeasurement] = []
        var pixelAreas: [Double] = []
        for seed in 0..<18 {
            let sides = Self.spacings[seed % 3]
            let spacing = try spacing(sides.0, sides.1)
            let size = try #require(PlaneSize(columns: 130, rows: 130))
            let shape = Shape.ellipse(
                90, 40, turnedBy: Double(seed) * 10, at: (64.3, 65.1), spacing: try Self.unit)
            let plane = LabelPlane(size: size, inside: try shape.outline, label: 1)
            let outer = try #require(plane.components(of: 1).first).outer
            found.append(try measured(outer, spacing: spacing))
            pixelAreas.append(spacing.pixelArea.value)
            items.append([
                "kind": "mask", "spacing": [sides.0, sides.1],
                "rows": (0..<130).map { row in
                    (0..<130).map { Int(plane[column: $0, row: row]) }
                },
            ])
        }
        for (index, judge) in try Oracle.results(of: items).enumerated() {
            let pixels = try #require(judge["pixels"])
            let area = pixels * pixelAreas[index]
            #expect(near(found[index][.crossSectionalArea]?.value, area, within: 1e-12))
            let feret = try #require(judge["feret"])
            #expect(near(found[index][.longAxis]?.value, feret, within: 1e-12))
            let inPixels = try #require(found[index][.longAxisInPixels]?.value)
            let regionprops = try #require(judge["feret_regionprops"])
            #expect(abs(inPixels - regionprops) < 1)
            if index % 3 == 0 {
                let crofton = try #require(judge["perimeter_crofton"]) * 0.1
                #expect(near(found[index][.perimeter]?.value, crofton, within: 0.03))
            }
        }
    }

    @Test("mean, spread and Otsu's share")
    func echo() throws {
        var numbers = SeededNumbers(state: 7)
        let sets = (0..<10).map { _ in
            (0..<500).map { _ in
                Int.random(in: 20...90, using: &numbers) + Int.random(in: 0...90, using: &numbers)
            }
        }
        let items = sets.map { ["kind": "samples", "values": $0] as [String: Any] }
        for (index, judge) in try Oracle.results(of: items).enumerated() {
            let share = try #require(judge["share"])
            let found = try #require(OtsuThreshold(of: sets[index].map(Float.init)))
            #expect(near(found.shareAtOrBelow, share, within: 1e-12))
        }
    }

    private static var unit: PixelSpacing { get throws { try spacing(1, 1) } }
}

enum Oracle {
    struct Failure: Error {
        let status: Int32
        let output: String
    }

    /// A Python with OpenCV, SciPy and scikit-image.
    static let python = ProcessInfo.processInfo.environment["NERVE_MEASURE_PYTHON"].flatMap {
        FileManager.default.isExecutableFile(atPath: $0) ? URL(filePath: $0) : nil
    }

    static let script = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "scripts/oracles/shapes.py")

    static func results(of items: [[String: Any]]) throws -> [[String: Double]] {
        let input = FileManager.default.temporaryDirectory.appending(
            path: "shapes-\(UUID().uuidString).json")
        try JSONSerialization.data(withJSONObject: items).write(to: input)
        defer { try? FileManager.default.removeItem(at: input) }
        let process = Process()
        let output = Pipe()
        process.executableURL = python
        process.arguments = [script.path]
        process.standardInput = try FileHandle(forReadingFrom: input)
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(
                status: process.terminationStatus, output: String(decoding: data, as: UTF8.self))
        }
        return try JSONDecoder().decode([[String: Double]].self, from: data)
    }
}
