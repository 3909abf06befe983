import Reporting
import Testing

@testable import Research

@Suite struct TSVTableTests {
    private func table(_ text: String) throws -> TSVTable {
        try TSVTable(Array(text.utf8), file: "t.tsv")
    }

    @Test("what Table writes is read back")
    func roundTrip() throws {
        let words = ["plain", "a\tb", "line\nbreak", "back\\slash", "\r", ""]
        let columns = Table<String>(
            title: "t",
            columns: [Column("word", "w") { .text($0) }, Column("x", "x") { _ in .absent }])
        let read = try table(columns.text(of: words))
        #expect(read.rows.map { $0.text("word") } == words.map { $0.isEmpty ? nil : $0 })
        #expect(read.rows.allSatisfy { $0.text("x") == nil })
    }

    @Test("line ends of Windows and a byte order mark are passed over")
    func windows() throws {
        let read = try table("\u{FEFF}item\tvalue\r\na\t1.5\r\n")
        #expect(read.columns == ["item", "value"])
        #expect(try read.rows.first?.number("value") == 1.5)
    }

    @Test("what is no table says where")
    func broken() throws {
        for (text, words) in [
            ("", "empty"), ("a\ta\n", "twice"), ("a\tb\n1\n", "line 2: 1 cells, the header has 2"),
        ] {
            let error = #expect(throws: TableProblem.self) { try table(text) }
            #expect(error?.message.contains(words) == true)
        }
        let read = try table("a\tside\nx\tmiddle\n1e400\tleft\n")
        #expect(throws: TableProblem.self) { try read.rows[0].number("a") }
        #expect(throws: TableProblem.self) { try read.rows[1].number("a") }
        #expect(throws: TableProblem.self) { try read.rows[0].integer("a", from: 1) }
        #expect(throws: TableProblem.self) { try read.require(["b"]) }
        let commas = try table("a,b\n1,2\n")
        let error = #expect(throws: TableProblem.self) { try commas.require(["a"]) }
        #expect(
            error?.message == "t.tsv, line 1: lacks the column a; columns are separated by tabs")
        #expect(throws: TableProblem.self) { try TSVTable([0xFF, 0xFE], file: "t.tsv") }
    }

    @Test("keys of images are paths without the ending of a format; UIDs stay whole")
    func keys() {
        #expect(ImageKey.key(of: "1.2.840.10008.55") == "1.2.840.10008.55")
        #expect(ImageKey.key(of: "x/1.2.840.dcm") == "x/1.2.840")
        #expect(ImageKey.key(of: "x/1.2.840.PNG") == "x/1.2.840")
        #expect(ImageKey.key(of: "patient.left") == "patient.left")
        #expect(ImageKey.key(of: "notes.gz") == "notes.gz")
        #expect(ImageKey.key(of: "a/b.nii.gz") == "a/b")
        #expect(ImageKey.key(of: "a.b/c.png") == "a.b/c")
        #expect(ImageKey.key(of: "c.1.png") == "c.1")
        #expect(ImageKey.key(of: ".hidden") == ".hidden")
        #expect(ImageKey.baseName(of: "a/b") == "b")
    }
}
