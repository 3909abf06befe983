import Anatomy
import Cohorts
import OracleSupport
import Testing

@Suite struct VisitChangeTests {
    private func image(
        _ item: String, _ area: MeasuredArea?, side: Laterality? = .left,
        level: GlutealLevel? = .piriformis, _ change: (inout VisitImage) -> Void = { _ in }
    ) -> VisitImage {
        var image = VisitImage(item: item)
        image.side = side
        image.level = level
        image.area = area
        image.convention = "outerEpineurium"
        image.probe = "L14"
        image.position = "prone"
        change(&image)
        return image
    }

    private func changes(
        _ before: [VisitImage], _ after: [VisitImage], days: Int = 3
    ) throws -> [VisitChange] {
        let treatment = try #require(CivilDate("2026-01-01"))
        let start = try #require(CivilDate("2025-12-20"))
        let end = try #require(CivilDate("2026-01-\(days < 9 ? "0" : "")\(days + 1)"))
        return VisitChange.all(
            of: [
                Visit(name: "b", subject: "p", date: end, treatment: treatment, images: after),
                Visit(name: "a", subject: "p", date: start, images: before),
            ], earlyDays: 7)
    }

    @Test("a difference with its interval: distances to the ends add as squares")
    func difference() throws {
        let change = try #require(
            try changes(
                [image("1", MeasuredArea(value: 50, low: 46, high: 53))],
                [image("2", MeasuredArea(value: 60, low: 57, high: 64))]
            ).first)
        let difference = try #require(change.difference)
        #expect(difference.value == 10)
        // √(3² + 3²) below, √(4² + 4²) above.
        #expect(near(try #require(difference.low), 10 - 18.0.squareRoot()))
        #expect(near(try #require(difference.high), 10 + 32.0.squareRoot()))
        #expect(change.percent == 20)
        #expect(change.days == 15)
        #expect(change.cautions == [.earlyAfterTreatment])
        #expect(change.judgement(by: nil) == .noneApplicable)
        let large = DetectableChange(squareMillimetres: 10, source: "s")
        #expect(change.judgement(by: large) == .within)
        let small = DetectableChange(squareMillimetres: 9.9, source: "s")
        #expect(change.judgement(by: small) == .exceeds)
    }

    @Test("MR series of another sequence are not compared; an unknown one is a caution")
    func sequences() throws {
        let area = MeasuredArea(value: 50, low: 46, high: 53)
        func slices(_ sequence: String, _ count: Int = 2) -> [VisitImage] {
            (0..<count).map { slice in
                image("\(sequence)\(slice)", area) {
                    $0.modality = "MR"
                    $0.sequence = sequence
                    $0.series = sequence
                }
            }
        }
        let found = try changes(slices("t1") + slices("stir"), slices("stir", 3))
        #expect(found.map(\.sequence) == ["stir", "t1"])
        #expect(found.map(\.obstacle) == [nil, .onlyFirstVisit])
        #expect(found[0].difference?.value == 0 && !found[0].cautions.contains(.severalImages))
        let unknown = try changes(slices("unknown"), slices("unknown"))
        #expect(unknown[0].cautions.contains(.sequenceUnknown))
        let located = image("9", nil) {
            $0.modality = "MR"
            $0.sequence = "t1"
            $0.series = "t1"
        }
        let unmeasured = try changes(slices("t1") + [located], slices("t1"))
        #expect(unmeasured[0].difference?.value == 0)
    }

    @Test("what does not match is flagged or refused")
    func mismatches() throws {
        let area = MeasuredArea(value: 50, low: 46, high: 53)
        let plain = image("1", area)
        func first(_ after: VisitImage) throws -> VisitChange {
            try #require(try changes([plain], [after], days: 20).first)
        }
        #expect(try first(image("2", area)).cautions.isEmpty)
        #expect(try first(image("2", area) { $0.probe = "C5" }).cautions == [.probeDiffers])
        #expect(try first(image("2", area) { $0.position = nil }).cautions == [.positionUnknown])
        #expect(try first(image("2", nil)).obstacle == .noScale)
        #expect(try first(image("2", nil)).difference == nil)
        #expect(
            try first(image("2", area) { $0.convention = "other" }).obstacle == .conventionsDiffer)
        #expect(
            try first(image("2", area) { $0.modality = "MR" }).obstacle == .modalitiesDiffer)
        let other = try changes([plain], [image("2", area, side: .right)])
        #expect(other.map(\.obstacle) == [.onlyFirstVisit, .onlyLaterVisit])
        let unknown = try changes([image("1", area, side: nil)], [image("2", area, side: nil)])
        #expect(unknown.map(\.obstacle) == [.sideUnknown])
        let noLevel = try changes([image("1", area, level: nil)], [image("2", area, level: nil)])
        #expect(noLevel.map(\.obstacle) == [.levelUnknown])
    }

    @Test("several images: their mean, with an interval that they do not narrow")
    func several() throws {
        let one = MeasuredArea(value: 50, low: 46, high: 54)
        let other = MeasuredArea(value: 54, low: 50, high: 58)
        let change = try #require(
            try changes([image("1", one), image("2", other)], [image("3", one)]).first)
        #expect(change.firstArea == MeasuredArea(value: 52, low: 48, high: 56))
        #expect(change.cautions.contains(.severalImages))
    }

    @Test("days that do not exist are refused")
    func dates() {
        for text in ["2026-02-30", "2026-1-1", "31.01.2026", "", "2026-01-01T00:00"] {
            #expect(CivilDate(text) == nil, "\(text)")
        }
        #expect(CivilDate("2024-02-29")?.description == "2024-02-29")
    }

    @Test("favourable outcome per follow-up: half of the baseline, by weeks or by name")
    func pain() throws {
        func score(
            _ subject: String, _ day: String, _ value: Double, _ label: String? = nil
        ) throws -> PainScore {
            PainScore(
                subject: subject, date: try #require(CivilDate(day)), score: value, label: label,
                treatment: CivilDate("2026-01-01"))
        }
        let found = PainOutcomes(
            of: [
                try score("a", "2025-12-01", 9), try score("a", "2026-01-01", 8),
                try score("a", "2026-01-08", 4), try score("a", "2026-01-29", 5),
                try score("b", "2025-12-31", 0), try score("b", "2026-01-09", 0),
                try score("c", "2026-01-08", 3), try score("d", "2026-01-01", 6),
                try score("d", "2026-01-07", 3.5),
            ], subjects: [])
        let outcomes = found.outcomes
        #expect(found.unused.map(\.reason) == [.notLastBaseline])
        let weeks = PainFollowUp.all(of: outcomes)
        #expect(weeks.map(\.name) == ["week 1", "week 4"])
        #expect(weeks.map(\.assessed) == [2, 1])
        #expect(weeks.map(\.favourable) == [1, 0])
        #expect(weeks[0].notAssessable == 2)
        #expect(outcomes.first { $0.subject == "a" }?.baseline == 8)
        let named = PainOutcomes(
            of: [
                try score("a", "2026-01-01", 8, "baseline"),
                try score("a", "2026-02-01", 2, "1 month"),
            ], subjects: []
        ).outcomes
        #expect(named.map(\.followUp) == ["1 month"])
        #expect(named.first?.isFavourable == true)
    }

    @Test("a score that no outcome rests on says why")
    func unusedScores() throws {
        func score(_ subject: String, _ day: String, treatment: String? = nil) throws -> PainScore {
            PainScore(
                subject: subject, date: try #require(CivilDate(day)), score: 5, label: nil,
                treatment: treatment.flatMap(CivilDate.init))
        }
        let found = PainOutcomes(
            of: [
                try score("typo", "2026-01-05"), try score("undated", "2026-01-05"),
                try score("early", "2025-12-30", treatment: "2026-01-01"),
                try score("twice", "2026-01-08", treatment: "2026-01-01"),
                try score("twice", "2026-01-09", treatment: "2026-01-01"),
            ], subjects: ["undated", "early", "twice"])
        #expect(found.outcomes.map(\.date.description) == ["2026-01-09"])
        let reasons = Dictionary(
            uniqueKeysWithValues: found.unused.map { ($0.score.subject, $0.reason) })
        #expect(
            reasons == [
                "typo": .noVisit, "undated": .noTreatment, "early": .noFollowUp,
                "twice": .notLastOfFollowUp,
            ])
    }
}
