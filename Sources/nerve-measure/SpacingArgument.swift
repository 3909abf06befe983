import ArgumentParser
import StudyModel

/// `--spacing ROW,COLUMN`: millimetres between rows and between columns.
struct SpacingArgument: ExpressibleByArgument {
    let stated: StatedSpacing

    init?(argument: String) {
        let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count == 2, let rows = Double(parts[0]), let columns = Double(parts[1]),
            rows.isFinite, columns.isFinite, rows > 0, columns > 0
        else { return nil }
        stated = StatedSpacing(betweenRows: rows, betweenColumns: columns)
    }

    var defaultValueDescription: String { "ROW,COLUMN" }
}
