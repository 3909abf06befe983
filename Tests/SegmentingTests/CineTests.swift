import Foundation
import Geometry
import Raster
import StudyModel
import Testing

@testable import Segmenting

@Suite struct CineTests {
    private func nerve(
        _ column: Double, _ row: Double, radius: Double = 10, confidence: Double = 0.9,
        frame: Int = 1
    ) throws -> NerveOutline {
        let vertices = (0..<48).map { index in
            let angle = Double(index) / 24 * .pi
            return PixelPoint(
                column: column + radius * cos(angle), row: row + radius * sin(angle))
        }
        return NerveOutline(
            frame: FrameID(input: "cine.dcm", number: frame),
            outline: try Outline(closing: vertices), provenance: .automatic,
            convention: .outerBorderWithEchogenicRim, rank: 1, confidence: confidence)
    }

    @Test("the nerve is followed, whatever else is seen and in whatever order")
    func followed() throws {
        var tracker = CineTracker()
        for frame in 0..<10 {
            let moving = try nerve(50 + 2 * Double(frame), 40)
            let other = try nerve(120, 90, confidence: 0.4)
            tracker.append(frame % 2 == 0 ? [moving, other] : [other, moving])
        }
        #expect(tracker.nerve == (0..<10).map { $0 % 2 })
    }

    @Test("two nerves that pass each other keep their names")
    func crossing() throws {
        var tracker = CineTracker()
        for frame in 0..<11 {
            let first = try nerve(40 + 2 * Double(frame), 40, radius: 12)
            let second = try nerve(60 - 2 * Double(frame), 44, radius: 8, confidence: 0.5)
            tracker.append(frame < 5 ? [first, second] : [second, first])
        }
        #expect(tracker.nerve == (0..<11).map { $0 < 5 ? 0 : 1 })
    }

    @Test("a frame without the nerve is a gap, and the track goes on behind it")
    func gap() throws {
        var tracker = CineTracker()
        tracker.append([])
        tracker.append([try nerve(50, 40)])
        tracker.append([])
        tracker.append([try nerve(120, 90, confidence: 0.3)])
        tracker.append([try nerve(58, 41)])
        #expect(tracker.nerve == [nil, 0, nil, nil, 0])
    }

    @Test(
        "a jump, and a change of size by more than two, do not continue a track",
        arguments: [(61.0, 10.0), (50.0, 15.0), (50.0, 6.9)])
    func gated(column: Double, radius: Double) throws {
        var tracker = CineTracker()
        for _ in 0..<3 { tracker.append([try nerve(50, 40)]) }
        tracker.append([try nerve(column, 40, radius: radius)])
        #expect(tracker.nerve == [0, 0, 0, nil])
    }

    @Test("no outline at all is no track")
    func nothing() {
        var tracker = CineTracker()
        for _ in 0..<3 { tracker.append([]) }
        #expect(tracker.nerve.isEmpty)
    }

    @Test("random tables: no cheaper assignment exists")
    func assignment() {
        var random = SeededNumbers(state: 12)
        for _ in 0..<60 {
            let rows = Int.random(in: 1...4, using: &random)
            let columns = Int.random(in: 1...4, using: &random)
            let costs = (0..<rows).map { _ in
                (0..<columns).map { _ in Double.random(in: 0...1.5, using: &random) }
            }
            let found = Assignment.cheapest(costs: costs, limit: 1)
            let total = found.enumerated().reduce(0.0) { sum, pair in
                sum + (pair.element.map { costs[pair.offset][$0] } ?? 1)
            }
            #expect(Set(found.compactMap { $0 }).count == found.compactMap { $0 }.count)
            #expect(abs(total - leastTotal(costs[...], used: [])) < 1e-9)
        }
    }

    /// By trying everything; a row left alone costs 1.
    private func leastTotal(_ costs: ArraySlice<[Double]>, used: Set<Int>) -> Double {
        guard let row = costs.first else { return 0 }
        var best = 1 + leastTotal(costs.dropFirst(), used: used)
        for column in row.indices where !used.contains(column) && row[column] <= 1 {
            best = min(
                best, row[column] + leastTotal(costs.dropFirst(), used: used.union([column])))
        }
        return best
    }
}

@Suite struct NerveTrackTests {
    private func sample(
        _ number: Int, centre: PixelPoint?, spacing: PixelSpacing?
    ) throws -> NerveTrack.Sample {
        let id = FrameID(input: "cine.dcm", number: number)
        guard let centre else {
            return .init(
                frame: id, milliseconds: nil, state: .gap(.abstained(.lowConfidence)))
        }
        let corners = [(-3.0, -1.0), (3, -1), (3, 1), (-3, 1)]
        let outline = try Outline(
            closing: corners.map {
                PixelPoint(column: centre.column + $0.0, row: centre.row + $0.1)
            })
        let nerve = NerveOutline(
            frame: id, outline: outline, provenance: .automatic,
            convention: .outerBorderWithEchogenicRim, rank: 1)
        let calibration = spacing.map {
            Calibration.known($0, basis: .sidecar, relativeUncertainty: 0.01)
        }
        return .init(
            frame: id, milliseconds: Double(number - 1) * 40,
            state: .observed(
                NerveMeasurement(
                    nerve: nerve, calibration: calibration ?? .unknown(.noEvidence),
                    quantities: [.areaInPixels: Quantity(Double(12 + number))], flags: [])))
    }

    private let path = [
        PixelPoint(column: 10, row: 20), PixelPoint(column: 13, row: 20), nil,
        PixelPoint(column: 13, row: 24), PixelPoint(column: 7, row: 24),
    ]

    @Test("displacement is in millimetres along each direction, and stops at gaps")
    func millimetres() throws {
        let spacing = PixelSpacing(betweenRows: 0.5, betweenColumns: 0.2)
        let track = NerveTrack(
            samples: try path.enumerated().map {
                try sample($0.offset + 1, centre: $0.element, spacing: spacing)
            })
        #expect(track.unit == .millimetres)
        #expect(track.observedFrames == 4)
        #expect(track.gapFrames == 1)
        #expect(track.displacements[2] == nil)
        #expect(abs(track.rangeAcrossColumns - 1.2) < 1e-12)
        #expect(abs(track.rangeAcrossRows - 2) < 1e-12)
        #expect(abs(track.peakDisplacement - (0.36 + 4).squareRoot()) < 1e-12)
        // 0.6 before the gap and 1.2 after it; the step over the gap is unknown.
        #expect(abs(track.pathLength - 1.8) < 1e-12)
        #expect(track.spread(of: .areaInPixels)?.median == 15)
        #expect(track.spread(of: .crossSectionalArea) == nil)
    }

    @Test(
        "a frame without the nerve is missing once it was seen; the next with it resumes",
        arguments: [
            ("x x", "ff"), (". x . . x x .", "nfmmrfm"), (". .", "nn"), ("x . x . x", "fmrmr"),
            ("", ""),
        ])
    func continuity(seen: String, expected: String) throws {
        let states = seen.split(separator: " ")
        let track = NerveTrack(
            samples: try states.enumerated().map { index, state in
                try sample(index + 1, centre: state == "x" ? path[0] : nil, spacing: nil)
            })
        let words: [Character: NerveTrack.Continuity] = [
            "n": .notYetSeen, "f": .followed, "m": .missing, "r": .resumed,
        ]
        #expect(track.continuity == expected.compactMap { words[$0] })
        #expect(track.continuity.map(\.isFlagged) == expected.map { "mr".contains($0) })
    }

    @Test("without a spacing, or with two, displacement is in pixels")
    func pixels() throws {
        let one = PixelSpacing(betweenRows: 0.5, betweenColumns: 0.2)
        let two = PixelSpacing(betweenRows: 0.5, betweenColumns: 0.21)
        for spacings in [[nil, nil], [one, nil], [one, two]] {
            let track = NerveTrack(samples: [
                try sample(1, centre: path[0], spacing: spacings[0]),
                try sample(2, centre: path[1], spacing: spacings[1]),
            ])
            #expect(track.unit == .pixels)
            #expect(track.peakDisplacement == 3)
        }
    }
}
