import Foundation
import ImageCodecs
import Raster
import StudyModel
import Testing

@testable import Calibrating

/// A repeatable stream of numbers (SplitMix64).
private struct SeededNumbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// A picture to draw on, black at first.
private struct Canvas {
    var plane: Plane<Float>
    var numbers: SeededNumbers

    init(columns: Int = 640, rows: Int = 480, seed: Int = 0) throws {
        plane = Plane(
            size: try #require(PlaneSize(columns: columns, rows: rows)), filledWith: 0)
        numbers = SeededNumbers(state: UInt64(seed))
    }

    mutating func fill(_ columns: Range<Int>, _ rows: Range<Int>, _ grey: (Int, Int) -> Float) {
        for row in rows.clamped(to: 0..<plane.size.rows) {
            for column in columns.clamped(to: 0..<plane.size.columns) {
                plane[column: column, row: row] = grey(column, row)
            }
        }
    }

    /// Speckle that fades with depth, Rayleigh distributed, four samples to a grain.
    mutating func speckle(_ columns: Range<Int>, _ rows: Range<Int>) {
        for row in stride(from: rows.lowerBound, to: rows.upperBound, by: 2) {
            for column in stride(from: columns.lowerBound, to: columns.upperBound, by: 2) {
                let uniform = Double.random(in: 1e-9..<1, using: &numbers)
                let grey = Float(min(255, 60 * (-2 * log(uniform)).squareRoot()))
                fill(column..<column + 2, row..<row + 2) { _, _ in grey }
            }
        }
    }

    /// A ruler down the right side; every `long`th tick is longer and thicker.
    mutating func ruler(column: Int, from top: Double, every period: Double, long: Int?) {
        var place = 0
        while top + Double(place) * period < Double(plane.size.rows) - 20 {
            let row = Int((top + Double(place) * period).rounded())
            let isLong = long.map { place % $0 == 0 } ?? false
            fill(column..<column + (isLong ? 12 : 6), row..<row + (isLong ? 4 : 2)) { _, _ in 140 }
            place += 1
        }
    }

    /// Lines of made-up letters: uprights and bars on a 5 × 7 grid.
    mutating func text(column: Int, row: Int, lines: Int, letters: Int, leading: Int) {
        for line in 0..<lines {
            for letter in 0..<letters {
                let left = column + letter * 12
                let top = row + line * leading
                for cell in 0..<35 where Bool.random(using: &numbers) {
                    fill(
                        left + cell % 5 * 2..<left + cell % 5 * 2 + 2,
                        top + cell / 5 * 2..<top + cell / 5 * 2 + 2
                    ) { _, _ in 200 }
                }
            }
        }
    }
}

@Suite struct RulerTicksTests {
    @Test(
        "a drawn ruler is found with its distance and its long ticks",
        arguments: [(11.55, 10), (28.875, 4), (20.0, 5), (38.2, 2), (45.4, nil)], 0..<3)
    func drawn(ruler: (period: Double, long: Int?), seed: Int) throws {
        var canvas = try Canvas(seed: seed)
        canvas.speckle(100..<520, 60..<440)
        canvas.ruler(column: 600, from: 40.4, every: ruler.period, long: ruler.long)
        canvas.text(column: 20, row: 10, lines: 2, letters: 8, leading: 18)
        let found = try #require(RulerTicks(in: canvas.plane))
        #expect(abs(found.pixelsBetweenTicks - ruler.period) < 0.01 * ruler.period)
        #expect(found.ticksBetweenLongOnes == ruler.long)
        #expect(found.columns.lowerBound >= 598 && found.columns.upperBound <= 607)
        #expect(abs(found.firstRow - 40.4) <= 2.5)
    }

    @Test("speckle, text and grey bars are no ruler", arguments: 0..<12)
    func noRuler(seed: Int) throws {
        var canvas = try Canvas(seed: seed)
        canvas.speckle(80 + seed * 4..<560, 40..<460)
        canvas.text(column: 4, row: 6, lines: 20, letters: 5, leading: 20 + seed)
        canvas.text(column: 570, row: 100, lines: 4, letters: 4, leading: 40)
        canvas.fill(60..<72, 100..<300) { _, row in Float(300 - row) }
        #expect(RulerTicks(in: canvas.plane) == nil)
    }

    @Test("a black picture, a white one and one of a single pixel have no ruler")
    func trivial() throws {
        let size = try #require(PlaneSize(columns: 64, rows: 64))
        #expect(RulerTicks(in: Plane(size: size, filledWith: 0)) == nil)
        #expect(RulerTicks(in: Plane(size: size, filledWith: 255)) == nil)
        let pixel = try #require(PlaneSize(columns: 1, rows: 1))
        #expect(RulerTicks(in: Plane(size: pixel, filledWith: 255)) == nil)
    }

    @Test("long ticks narrow down what a tick may stand for")
    func plausible() throws {
        var canvas = try Canvas()
        canvas.ruler(column: 600, from: 40, every: 28, long: 4)
        let found = try #require(RulerTicks(in: canvas.plane))
        #expect(found.plausibleIntervals == [2.5])
        #expect(found.agree(withMillimetresBetweenRows: 2.5 / 28))
        #expect(!found.agree(withMillimetresBetweenRows: 2 / 28))
    }

    @Test(
        "a scale that no usual tick distance fits is flagged and the evidence says so",
        arguments: [(0.0893, false), (0.08, true), (0.12, true)])
    func disagreement(spacing: Double, disagrees: Bool) throws {
        var canvas = try Canvas()
        canvas.ruler(column: 600, from: 40, every: 28, long: 4)
        var evidence = ScaleEvidence()
        evidence.sidecar = stated(spacing, spacing)
        let frame = Frame(
            id: FrameID(input: "test.png"), modality: .ultrasound, luminance: canvas.plane,
            evidence: evidence)
        let decision = Calibrator().decision(on: frame)
        #expect(decision.flags == (disagrees ? [.burnedInRulerDisagrees] : []))
        #expect(Calibrator().calibrated(frame).flags == decision.flags)
        let line = try #require(decision.evidence.last)
        #expect(line.found == "15 ticks 27.99 pixels apart in columns 600–604, a long one every 4")
        #expect(
            line.judgement.text.hasPrefix(
                disagrees
                    ? "evidence only: no usual tick distance fits the scale in use; 2.5 mm per tick "
                        + "would be 0.0893 mm/pixel"
                    : "evidence only: fits the scale in use"))
        var options = Calibrator.Options()
        options.looksForRuler = false
        #expect(Calibrator(options).decision(on: frame).flags.isEmpty)
    }

    @Test("a ruler alone is no scale")
    func rulerAlone() throws {
        var canvas = try Canvas()
        canvas.ruler(column: 600, from: 40, every: 28, long: 4)
        let decision = Calibrator().decision(
            on: Frame(
                id: FrameID(input: "test.png"), modality: .ultrasound, luminance: canvas.plane,
                evidence: ScaleEvidence()))
        guard case .uniform(.unknown(.noEvidence)) = decision.scale else {
            Issue.record("\(decision.scale)")
            return
        }
        #expect(decision.evidence.count == 1)
        #expect(decision.flags.isEmpty)
    }

    @Test(
        "every image of one recording has the same ruler: 2.5 mm ticks, 28.875 pixels apart",
        .enabled(if: !SharedData.negatives.isEmpty, "shared data set is absent"),
        arguments: SharedData.negatives)
    func recording(file: URL) throws {
        let plane = try PNGImage.decode([UInt8](Data(contentsOf: file))).luminance
        let found = try #require(RulerTicks(in: plane))
        #expect(abs(found.pixelsBetweenTicks - 28.875) < 0.05)
        #expect(found.ticksBetweenLongOnes == 4)
        #expect(found.tickCount == 17)
    }

    @Test(
        "pictures without a ruler have none",
        .enabled(if: !SharedData.withoutRuler.isEmpty, "shared data set is absent"))
    func withoutRuler() throws {
        for file in SharedData.withoutRuler {
            let plane = try PNGImage.decode([UInt8](Data(contentsOf: file))).luminance
            #expect(RulerTicks(in: plane) == nil, "\(file.lastPathComponent)")
        }
    }
}

enum SharedData {
    static let root =
        ProcessInfo.processInfo.environment["NERVE_MEASURE_SHARED"].map { URL(filePath: $0) }
        ?? URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared")

    static let negatives = pictures("ultrasound-negatives")
    static let withoutRuler = Array(pictures("ultrasound-nerve/images").prefix(12))

    private static func pictures(_ folder: String) -> [URL] {
        let url = root.appending(path: "data").appending(path: folder)
        let files = try? FileManager.default.contentsOfDirectory(
            at: url, includingPropertiesForKeys: nil)
        return (files ?? []).filter { $0.pathExtension == "png" }.sorted { $0.path < $1.path }
    }
}
