import Foundation
import StudyModel
import Testing

@testable import Reporting

@Suite struct TrackTests {
    @Test("a track becomes one point per frame; gaps carry nothing")
    func record() throws {
        let record = TrackRecord(of: try Sample.track(), series: "s", rank: 1)
        #expect(record.inMillimetres)
        #expect(record.points.map(\.frame) == Array(1...9))
        #expect(record.points.filter(\.isGap).map(\.frame) == [4, 5, 8])
        let last = record.points[8]
        #expect(last.timeMilliseconds == 320)
        #expect(last.area == 51.24)
        #expect(last.acrossColumns == 0.82)
        #expect(last.acrossRows == 0.08)
        #expect(record.points[3].area == nil && record.points[3].acrossRows == nil)
    }

    @Test(
        "ticks are round and inside the range",
        arguments: [
            (0.0...1.0, 4, [0.0, 0.5, 1], 1), (49.9...54.2, 4, [50, 52, 54], 0),
            (-0.3...0.4, 4, [-0.2, 0, 0.2, 0.4], 1), (1...9, 8, [1, 2, 3, 4, 5, 6, 7, 8, 9], 0),
            (1...300, 8, [50, 100, 150, 200, 250, 300], 0), (5...5, 4, [5], 3),
        ])
    func ticks(range: ClosedRange<Double>, count: Int, values: [Double], decimals: Int) {
        let ticks = AxisTicks(over: range, count: count)
        #expect(ticks.decimals == decimals)
        #expect(ticks.values.map(ticks.label) == values.map(ticks.label))
    }

    @Test("the plot is well-formed XML with title and description, and breaks lines at gaps")
    func plot() throws {
        for withTime in [true, false] {
            let track = TrackRecord(of: try Sample.track(withTime: withTime), series: "s", rank: 2)
            let svg = TrackPlot(of: track).svg
            #expect(
                svg.contains("<title id=\"title\">Nerve 2 over \(withTime ? "time" : "frames")"))
            #expect(svg.contains("9 frames, 3 of them gaps"))
            // Per line: frames 1–3, 6–7, and 9 alone.
            #expect(svg.components(separatedBy: "<polyline").count - 1 == 2 * 4)
            #expect(svg.components(separatedBy: "<circle").count - 1 == 4)
            #expect(svg.components(separatedBy: "class=\"gap\"").count - 1 == 3 * 3)
            #expect(TrackPlot(of: track).svg == svg)
        }
    }

    @Test("a track of gaps alone, or of one frame, is still a picture")
    func degenerate() throws {
        let gap = TrackRecord.Point(frame: 1, timeMilliseconds: nil)
        var point = gap
        point.area = 5
        for points in [[], [gap], [gap, gap], [point]] {
            let track = TrackRecord(
                series: "s", rank: 1, inMillimetres: false, reference: .probe, points: points)
            let svg = TrackPlot(of: track).svg
            #expect(svg.hasSuffix("</svg>\n"))
            #expect(!svg.lowercased().contains("nan") && !svg.contains("inf"))
        }
    }
}
