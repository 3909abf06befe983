import Cohorts

@testable import Reporting

extension Sample {
    /// One place compared, one not; pain of one patient.
    static var comparison: ComparisonReport {
        let treatment = CivilDate("2026-01-01")
        let visits = [("before", "2025-12-20", 50.0), ("after", "2026-01-05", 60.5)].map {
            name, day, area in
            var image = VisitImage(item: "i")
            image.side = .left
            image.level = .piriformis
            image.area = MeasuredArea(value: area, low: area - 4, high: area + 5)
            return Visit(
                name: name, subject: "p", date: CivilDate(day), treatment: treatment,
                images: name == "after" ? [image, VisitImage(item: "j")] : [image])
        }
        let scores = [
            ("p", "2025-12-31", 8.0), ("p", "2026-01-08", 3.0), ("p", "2025-12-01", 9),
        ].compactMap { subject, day, score in
            CivilDate(day).map {
                PainScore(
                    subject: subject, date: $0, score: score, label: nil, treatment: treatment)
            }
        }
        return ComparisonReport(
            toolVersion: "0.1.0", earlyDays: 7,
            changes: VisitChange.all(of: visits, earlyDays: 7),
            detectable: DetectableChange(squareMillimetres: 12, source: "own"),
            pain: PainOutcomes(of: scores, subjects: ["p"]))
    }
}
