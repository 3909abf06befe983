import Foundation
import JSON
import Testing

@testable import Reporting

/// Columns and keys that were promised: added, never renamed or removed, within a major version.
///
/// `Contract/v1.txt` lists them for version 1. `scripts/regenerate-goldens` adds new names to it and
/// takes none away: a name that is gone fails here until the major version is raised.
@Suite struct ContractTests {
    private static let file = URL(filePath: #filePath).deletingLastPathComponent().appending(
        path: "Contract/v\(StudyReport.schemaVersion.prefix { $0 != "." }).txt")

    /// One line for each column of a table and each key of a schema, with its path.
    private static var current: Set<String> {
        let columns = PublishedTables.columns.flatMap { table in
            table.names.map { "table \(table.title): \($0)" }
        }
        let keys = PublishedSchema.allCases.flatMap { schema in
            Self.keys(in: schema.json, below: "").map { "schema \(schema.rawValue): \($0)" }
        }
        return Set(columns + keys)
    }

    /// The keys of objects, however deep: `items[].scale`.
    private static func keys(in schema: JSONValue, below path: String) -> Set<String> {
        switch schema {
        case .array(let parts):
            return parts.reduce(into: []) { $0.formUnion(keys(in: $1, below: path)) }
        case .object(let members):
            return members.reduce(into: []) { found, member in
                guard case .object(let properties) = member.value,
                    member.key == "properties" || member.key == "$defs"
                else {
                    let deeper = member.key == "items" ? path + "[]" : path
                    return found.formUnion(keys(in: member.value, below: deeper))
                }
                for (name, value) in properties {
                    let place = member.key == "$defs" ? "#" + name : path + "." + name
                    if member.key == "properties" { found.insert(place) }
                    found.formUnion(keys(in: value, below: place))
                }
            }
        default: return []
        }
    }

    private static func promised() throws -> Set<String> {
        Set(try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init))
    }

    private static func add(_ names: Set<String>) throws {
        let all = ((try? promised()) ?? []).union(names).sorted()
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data((all.joined(separator: "\n") + "\n").utf8).write(to: file)
    }

    @Test("no promised column or key is gone, and every one is on the list")
    func names() throws {
        if GoldenTests.isWriting { try Self.add(Self.current) }
        let promised = try Self.promised()
        let gone = promised.subtracting(Self.current).sorted()
        #expect(gone.isEmpty, "gone are \(gone): that needs another major version")
        let new = Self.current.subtracting(promised).sorted()
        #expect(new.isEmpty, "new are \(new): run scripts/regenerate-goldens")
    }

    @Test("a renamed key is seen, at any depth")
    func renamed() {
        let before = SchemaParts.object([
            "a": SchemaParts.array(of: SchemaParts.nullable(SchemaParts.object(["b": .null])))
        ])
        let after = SchemaParts.object([
            "a": SchemaParts.array(of: SchemaParts.nullable(SchemaParts.object(["c": .null])))
        ])
        #expect(Self.keys(in: before, below: "") == [".a", ".a[].b"])
        #expect(Self.keys(in: after, below: "") == [".a", ".a[].c"])
    }
}
