import Foundation
import Testing

@testable import Pipeline

@Suite struct PartialFileTests {
    private let workspace: Workspace
    private let output: OutputFolder

    init() throws {
        workspace = try Workspace()
        output = try OutputFolder(root: workspace.output)
    }

    private func names() throws -> [String] { try workspace.files().keys.sorted() }

    @Test("nothing has the name before it is published, and nothing is left when it is not")
    func wholeOrNotAtAll() throws {
        try output.write("old", to: "a/b.txt")
        do {
            let file = try output.open("a/b.txt")
            try file.append(String(repeating: "new", count: 50_000))
            #expect(try file.text(at: 149_997..<150_000) == "new")
            #expect(output.read("a/b.txt") == Array("old".utf8))
        }
        #expect(try names() == ["a/b.txt"])
        let file = try output.open("a/b.txt")
        try file.append("new")
        try file.publish(isSynced: true)
        #expect(output.read("a/b.txt") == Array("new".utf8))
    }

    @Test("what a killed process left is removed, what is being written is not")
    func leftovers() throws {
        for path in ["s/.partial-1", "s/image/.partial-2", ".partial-3", "t/.partial-4"] {
            try output.write("x", to: path)
        }
        let file = try output.open("s/image/c.txt")
        try file.append("y")
        output.removeLeftovers(in: "s")
        #expect(try !names().contains { $0 == "s/.partial-1" || $0 == "s/image/.partial-2" })
        try file.publish(isSynced: false)
        #expect(output.read("s/image/c.txt") == Array("y".utf8))
        output.removeLeftovers()
        #expect(try names() == ["s/image/c.txt", "t/.partial-4"])
    }

    @Test("a folder in the way is an error with the path and the reason")
    func inTheWay() throws {
        try output.write("x", to: "d/e.txt/f")
        #expect(
            throws: WriteError.cannotWrite(
                path: "d/e.txt", reason: "a folder stands where a file is needed")
        ) { try output.write("y", to: "d/e.txt") }
    }

    @Test("two writers of one file: both succeed and one of the texts is there, whole")
    func twoWriters() throws {
        let files = try ["one", "two"].map { text in
            let file = try output.open("a.txt")
            try file.append(text)
            return file
        }
        for file in files { try file.publish(isSynced: false) }
        #expect(output.read("a.txt") == Array("two".utf8))
        #expect(try names() == ["a.txt"])
    }
}
