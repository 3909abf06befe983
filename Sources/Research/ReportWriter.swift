import Foundation
import Pipeline

/// Writes the files of one report into a folder of their own.
package enum ReportWriter {
    /// - Parameters:
    ///   - files: names and contents; the first one marks the folder.
    ///   - known: names of all files that such a report may have.
    ///   - folder: new, empty, or holding a report of the same kind and nothing else; it is replaced.
    package static func write(
        _ files: [(name: String, text: String)], of known: Set<String>, to folder: String
    ) throws(ResearchError) {
        do throws(WriteError) {
            let output = try OutputFolder(
                root: URL(filePath: folder), marker: files.first?.name ?? "")
            try output.removeOthers(than: Set(files.map(\.name)), of: known)
            for file in files { try output.write(file.text, to: file.name) }
        } catch {
            throw .output(error)
        }
    }
}
