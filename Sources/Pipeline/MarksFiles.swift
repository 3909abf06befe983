import Foundation
import Reporting
import SystemWords

/// Reads the files of `--marks`.
enum MarksFiles {
    static let maximumBytes = 1 << 26

    static func read(_ paths: [String]) throws(MarksProblem) -> Marks {
        var marks = Marks()
        for path in paths {
            let name = URL(filePath: path).lastPathComponent
            try marks.add(try bytes(of: path, named: name), file: name)
        }
        return marks
    }

    private static func bytes(
        of path: String, named name: String
    ) throws(MarksProblem) -> [UInt8] {
        do {
            let handle = try FileHandle(forReadingFrom: URL(filePath: path))
            defer { try? handle.close() }
            let bytes = try handle.read(upToCount: maximumBytes + 1) ?? Data()
            guard bytes.count <= maximumBytes else {
                throw MarksProblem.tooLarge(file: name, allowed: maximumBytes)
            }
            return Array(bytes)
        } catch let problem as MarksProblem {
            throw problem
        } catch {
            throw .unreadable(file: name, detail: SystemWords.reason(error))
        }
    }
}
