import ArgumentParser
import Calibrating
import Geometry
import StudyModel

/// `--spacing ROW,COLUMN`: millimetres between rows and between columns.
struct SpacingArgument: ExpressibleByArgument {
    let stated: StatedSpacing

    init?(argument: String) {
        let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count == 2, let rows = Double(parts[0]), let columns = Double(parts[1])
        else { return nil }
        stated = StatedSpacing(betweenRows: rows, betweenColumns: columns)
    }

    /// `nil` for what can be no pixel size.
    var spacing: PixelSpacing? {
        PixelSpacing(betweenRows: stated.betweenRows, betweenColumns: stated.betweenColumns)
    }

    /// - Throws: a usage error for what can be no pixel size.
    func validate() throws {
        guard stated.isPossible else {
            throw ValidationError(
                "--spacing is \(stated.betweenRows),\(stated.betweenColumns); two numbers from 0.005 "
                    + "to 2 mm per pixel are needed, between rows first.")
        }
    }

    var defaultValueDescription: String { "ROW,COLUMN" }
}
