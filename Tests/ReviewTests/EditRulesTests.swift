import Geometry
import JSON
import Reporting
import StudyModel
import Testing

@testable import Review

@Suite struct EditRulesTests {
    private let bounds: PixelBox

    init() throws {
        bounds = try #require(PixelBox(column: 0, row: 0, columns: 100, rows: 80))
    }

    private func nerve(
        rank: Int, at column: Double, _ provenance: Provenance = .automatic
    ) throws -> NerveRecord {
        let outline = try outline(corners(at: column))
        let nerve = NerveOutline(
            frame: FrameID(input: "a.png"), outline: outline, provenance: provenance,
            convention: .outerBorderWithEchogenicRim, rank: rank)
        let measurement = NerveMeasurement(
            nerve: nerve, calibration: .unknown(.noEvidence), quantities: [:], flags: [])
        return NerveRecord(measurement, context: AcquisitionContext())
    }

    private func corners(at column: Double) -> [(Double, Double)] {
        [(column, 20), (column + 10, 20), (column + 10, 30), (column, 30)]
    }

    private func outline(_ corners: [(Double, Double)]) throws -> Outline {
        try Outline(closing: corners.map { PixelPoint(column: $0.0, row: $0.1) })
    }

    @Test("a point takes the place of what was found; with adds it stands beside it")
    func points() throws {
        let sight = EditRules.Sight(bounds: bounds, nerves: [try nerve(rank: 1, at: 30)])
        let point = Seed.point(PixelPoint(column: 70.123, row: 40))
        let kept = Seed.point(PixelPoint(column: 70.12, row: 40))
        let alone = try EditRules.search(point, adds: false, in: FrameReading(), sight)
        #expect(alone.seeds == [kept])
        let beside = try EditRules.search(point, adds: true, in: FrameReading(), sight)
        #expect(beside.seeds.count == 2 && beside.seeds.last == kept)
        guard case .outline(let first) = beside.seeds[0] else { throw Unexpected() }
        #expect(first.centroid == PixelPoint(column: 35, row: 25))
    }

    @Test("an edited outline keeps the others and their ranks")
    func outlines() throws {
        let sight = EditRules.Sight(
            bounds: bounds, nerves: [try nerve(rank: 1, at: 10), try nerve(rank: 2, at: 50)])
        var reading = FrameReading()
        reading.seeds = [
            .point(PixelPoint(column: 15, row: 25)), .point(PixelPoint(column: 55, row: 25)),
        ]
        reading.verdict = .accepted
        let wanted = try outline([(48, 20), (62, 20), (62, 31)])
        let changed = try EditRules.outline(wanted, replacing: 2, in: reading, sight)
        #expect(changed.seeds.count == 2 && changed.seeds[1] == .outline(wanted))
        #expect(changed.searched == reading.seeds)
        #expect(changed.verdict == nil)
        let again = try EditRules.outline(
            outline(corners(at: 10)), replacing: nil, in: FrameReading(), sight)
        #expect(again.seeds.count == 2, "a seed file states every seed once")
        #expect(throws: EditProblem.noSuchNerve(rank: 3)) {
            try EditRules.outline(wanted, replacing: 3, in: reading, sight)
        }
    }

    @Test("without its last nerve a frame has none; a seeded one takes its own seed along")
    func removal() throws {
        let one = EditRules.Sight(bounds: bounds, nerves: [try nerve(rank: 1, at: 10)])
        #expect(try EditRules.remove(rank: 1, in: FrameReading(), one).seeds == [.noNerve])
        let two = EditRules.Sight(
            bounds: bounds,
            nerves: [try nerve(rank: 1, at: 10, .seeded), try nerve(rank: 2, at: 50, .seeded)])
        var reading = FrameReading()
        let left = Seed.point(PixelPoint(column: 15, row: 25))
        reading.seeds = [left, .point(PixelPoint(column: 55, row: 25))]
        #expect(try EditRules.remove(rank: 2, in: reading, two).seeds == [left])
    }

    @Test("what lies outside the picture is refused")
    func outside() throws {
        let sight = EditRules.Sight(bounds: bounds, nerves: [])
        let seeds: [Seed] = [
            .point(PixelPoint(column: 99.6, row: 4)), .point(PixelPoint(column: .nan, row: 4)),
            .box(try #require(PixelBox(column: 90, row: 0, columns: 20, rows: 5))),
        ]
        for seed in seeds {
            #expect(throws: EditProblem.self) {
                try EditRules.search(seed, adds: false, in: FrameReading(), sight)
            }
        }
        #expect(throws: EditProblem.self) {
            try EditRules.outline(
                outline([(1, 1), (200, 1), (1, 30)]), replacing: nil, in: FrameReading(), sight)
        }
    }

    @Test("two clicks on a ruler make a spacing; short ones and impossible lengths do not")
    func ruler() throws {
        let from = PixelPoint(column: 10, row: 10)
        let spacing = try EditRules.spacing(
            from, PixelPoint(column: 10, row: 110), millimetres: 12.5)
        #expect(spacing == StatedSpacing(betweenRows: 0.125, betweenColumns: 0.125))
        #expect(throws: EditProblem.shortRuler(pixels: 5, least: 40)) {
            try EditRules.spacing(from, PixelPoint(column: 15, row: 10), millimetres: 1)
        }
        for length in [0, -3, 500, .infinity] {
            #expect(throws: EditProblem.self) {
                try EditRules.spacing(
                    from, PixelPoint(column: 10, row: 110), millimetres: length)
            }
        }
    }

    @Test(
        "requests of another form are refused",
        arguments: [
            #""kind":"search""#, #""kind":"search","no_nerve":true"#,
            #""kind":"search","point":{"column":1}"#, #""kind":"paint""#,
            #""kind":"outline","outline":[[1,2],[3,4]]"#, #""kind":"verdict","value":"good""#,
            #""kind":"ruler","ends":[[1,2]],"millimetres":3"#, #""kind":"remove""#,
        ])
    func forms(text: String) {
        #expect(throws: JSONProblem.self) { try edit(text, study: 0, version: 0) }
    }

    private struct Unexpected: Error {}
}
