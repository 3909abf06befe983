import Foundation
import Pipeline

/// Writes the files of one report into a folder of their own.
package enum ReportWriter {
    /// - Parameters:
    ///   - files: names and contents; the first one marks the folder.
    ///   - folder: new, empty, or holding a report of the same kind.
    package static func write(
        _ files: [(name: String, text: String)], to folder: String
    ) throws(ResearchError) {
        do throws(WriteError) {
            let output = try OutputFolder(
                root: URL(filePath: folder), marker: files.first?.name ?? "")
            for file in files { try output.write(file.text, to: file.name) }
        } catch {
            throw .output(error)
        }
    }
}
