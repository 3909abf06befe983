import Foundation

/// Outside judges: scripts of `scripts/oracles`, and what they printed when it was committed.
package enum Oracle {
    package struct Failure: Error {
        package let status: Int32
        package let output: String
    }

    /// A Python with the packages of scripts/oracles/requirements.txt; `nil` when the environment
    /// names none.
    package static let python = ProcessInfo.processInfo.environment["NERVE_MEASURE_PYTHON"]

    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// - Parameter path: below `Tests`.
    package static func committed(_ path: String) throws -> Data {
        try Data(contentsOf: root.appending(path: "Tests/\(path)"))
    }

    /// What a script prints.
    package static func run(_ script: String, _ arguments: [String] = []) throws -> Data {
        let (status, data) = try output(
            [root.appending(path: "scripts/oracles/\(script)").path] + arguments)
        guard status == 0 else {
            throw Failure(status: status, output: String(decoding: data, as: UTF8.self))
        }
        return data
    }

    /// Whether check-jsonschema accepts what `arguments` name.
    ///
    /// - Throws: when it cannot be run at all.
    package static func acceptsSchema(_ arguments: [String]) throws -> Bool {
        try output(["-m", "check_jsonschema", "--quiet"] + arguments).status == 0
    }

    private static func output(_ arguments: [String]) throws -> (status: Int32, Data) {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: python ?? "")
        process.arguments = arguments
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, data)
    }
}

/// Whether two numbers agree within a tolerance, relative above 1 and absolute below.
package func near(_ found: Double, _ expected: Double, within tolerance: Double = 1e-9) -> Bool {
    abs(found - expected) <= tolerance * max(1, abs(expected))
}
