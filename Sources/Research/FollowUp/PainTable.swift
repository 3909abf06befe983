import Cohorts

/// Reads pain scores: a table with the columns `subject`, `date`, `score`, and, where known,
/// `follow_up` and `treatment_date`.
package enum PainTable {
    /// - Parameter visits: give the treatment of patients for whom the table does not.
    package static func scores(
        _ path: String, visits: [Visit]
    ) throws(ResearchError) -> [PainScore] {
        let table = try Files.table(path)
        let treatments = visits.reduce(into: [:]) { found, visit in
            found[visit.subject] = found[visit.subject] ?? visit.treatment
        }
        do throws(TableProblem) {
            try table.require(["subject", "date", "score"])
            var scores: [PainScore] = []
            for row in table.rows { scores.append(try score(row, treatments)) }
            return scores
        } catch {
            throw .table(error)
        }
    }

    private static func score(
        _ row: TSVTable.Row, _ treatments: [String: CivilDate]
    ) throws(TableProblem) -> PainScore {
        let subject = try row.required("subject")
        guard let date = try row.date("date") else { throw row.problem("date is empty") }
        guard let score = try row.number("score"), score >= 0 else {
            throw row.problem("score is empty or negative; a number from 0 is needed")
        }
        return PainScore(
            subject: subject, date: date, score: score, label: row.text("follow_up"),
            treatment: try row.date("treatment_date") ?? treatments[subject])
    }
}
