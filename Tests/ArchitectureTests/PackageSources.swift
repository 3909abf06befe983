import Foundation
import Testing

/// One Swift file below `Sources`.
struct SourceFile: CustomTestStringConvertible {
    /// Relative to `Sources`.
    let path: String
    let lines: [String]

    var target: String { String(path.prefix { $0 != "/" }) }

    var importedModules: [String] {
        lines.compactMap { line in
            let words = line.split(separator: " ")
            guard let index = words.firstIndex(of: "import"), index < 2, words.count == index + 2
            else { return nil }
            return String(words[index + 1])
        }
    }

    var usesUnsafe: Bool {
        lines.contains { line in
            let code = line.prefix { $0 != "\"" }.components(separatedBy: "//")[0]
            return code.contains("unsafe ") || code.contains("@safe") || code.contains("Unsafe")
        }
    }

    var testDescription: String { path }
}

enum PackageSources {
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static let files = (try? swiftFiles()) ?? []

    private static func swiftFiles() throws -> [SourceFile] {
        let sources = root.appending(path: "Sources")
        let paths = try FileManager.default.subpathsOfDirectory(atPath: sources.path)
        return try paths.filter { $0.hasSuffix(".swift") }.sorted().map { path in
            let text = try String(contentsOf: sources.appending(path: path), encoding: .utf8)
            return SourceFile(path: path, lines: text.components(separatedBy: "\n"))
        }
    }
}
