import Anatomy
import Cohorts
import Reporting
import StudyModel

/// Reads a table of reference values: `nerve-measure schema reference_values`.
package enum ReferenceValueReader {
    package static func values(_ path: String) throws(ResearchError) -> [ReferenceValue] {
        let table = try Files.table(path)
        do throws(TableProblem) {
            try table.require(ReferenceValueTable.required)
            let known = Set(ReferenceValueTable.required + ReferenceValueTable.optional)
            if let stranger = table.columns.first(where: { !known.contains($0) }) {
                throw TableProblem(
                    file: table.file, line: 1,
                    detail: "has the unknown column \(stranger.prefix(40)); allowed are "
                        + "\(known.sorted().joined(separator: ", "))")
            }
            var values: [ReferenceValue] = []
            for row in table.rows { values.append(try value(row)) }
            return values
        } catch {
            throw .table(error)
        }
    }

    private static func value(_ row: TSVTable.Row) throws(TableProblem) -> ReferenceValue {
        guard let level: GlutealLevel = try row.word("level"),
            let quantity: QuantityKind = try row.word("quantity"),
            let convention: OutlineConvention = try row.word("outline_convention"),
            let modality: Modality = try row.word("modality"),
            let count = try row.integer("n", from: 1)
        else {
            throw row.problem("n, modality, level, quantity and outline_convention must be filled")
        }
        return ReferenceValue(
            source: try row.required("source"), count: count,
            population: try row.required("population"), modality: modality.rawValue,
            side: try row.word("side"), level: level, quantity: quantity.rawValue,
            convention: convention.rawValue, distribution: try distribution(row))
    }

    private static func distribution(
        _ row: TSVTable.Row
    ) throws(TableProblem) -> ReferenceValue.Distribution {
        var percentiles: [ReferenceValue.Percentile] = []
        for percentage in ReferenceValueTable.percentages {
            guard let value = try row.number("p\(percentage)") else { continue }
            if let last = percentiles.last, last.value >= value {
                throw row.problem("p\(percentage) is not above p\(Int(last.percentage))")
            }
            percentiles.append(.init(percentage: Double(percentage), value: value))
        }
        if let mean = try row.number("mean"), let deviation = try row.number("sd") {
            guard deviation > 0 else {
                throw row.problem("sd is \(deviation); a number above 0 is needed")
            }
            return .normal(mean: mean, standardDeviation: deviation)
        }
        guard percentiles.count >= 2 else {
            throw row.problem("neither mean and sd nor two percentiles are filled")
        }
        return .percentiles(percentiles)
    }
}
