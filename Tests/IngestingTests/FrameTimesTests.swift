import StudyModel
import Testing

@testable import Ingesting

@Suite struct FrameTimesTests {
    @Test("equal intervals: Frame Time, from the first frame")
    func interval() throws {
        let source = try DICOMSourceTests.source(TinyDICOM.ultrasound(frames: 3))
        let contexts = try (1...3).map { try source.frame(at: $0).context }
        #expect(contexts.map(\.frameTimeMilliseconds) == [40.5, 40.5, 40.5])
        #expect(contexts.map(\.millisecondsFromFirstFrame) == [0, 40.5, 81])
    }

    @Test("unequal intervals: the sum of Frame Time Vector, which comes before Frame Time")
    func vector() throws {
        var file = TinyDICOM.ultrasound(frames: 3)
        file.insert(.init(0x0018, 0x1065, "DS", .text("0\\20 \\ 30.5")))
        let source = try DICOMSourceTests.source(file)
        let contexts = try (1...3).map { try source.frame(at: $0).context }
        #expect(contexts.map(\.frameTimeMilliseconds) == [nil, nil, nil])
        #expect(contexts.map(\.millisecondsFromFirstFrame) == [0, 20, 50.5])
    }

    @Test("a vector of equal intervals states the interval")
    func evenVector() {
        let times = FrameTimes(interval: .absent, increments: [7, 25, 25], numberOfFrames: 3)
        #expect(times.interval == 25)
        #expect((1...3).map(times.milliseconds) == [0, 25, 50])
    }

    @Test(
        "time that stands still, runs backwards or does not fit the frames is not known",
        arguments: [
            ("0", nil), ("-40", nil), ("often", nil), ("1e999", nil), ("0", "0\\20"),
            ("0", "0\\20\\30\\40"), ("0", "0\\20\\0"), ("0", "0\\20\\-5"), ("0", "0\\20\\late"),
        ] as [(String, String?)])
    func impossible(time: String, vector: String?) throws {
        var file = TinyDICOM.ultrasound(frames: 3)
        file[0x0018, 0x1063] = .text(time)
        if let vector { file.insert(.init(0x0018, 0x1065, "DS", .text(vector))) }
        let context = try DICOMSourceTests.source(file).frame(at: 3).context
        #expect(context.frameTimeMilliseconds == nil)
        #expect(context.millisecondsFromFirstFrame == nil)
    }

    @Test("Frame Time stands in for a vector that does not fit")
    func fallback() {
        let times = FrameTimes(interval: .value(40), increments: [0, 20], numberOfFrames: 3)
        #expect(times.interval == 40 && times.milliseconds(at: 3) == 80)
    }
}
