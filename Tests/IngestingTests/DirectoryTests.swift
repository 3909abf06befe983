import Ingesting
import Testing

@Suite struct DirectoryTests {
    @Test("a DICOMDIR leads to its files; one that is gone is refused")
    func references() throws {
        let folder = try TemporaryFolder()
        try folder.write(TinyDICOM.ultrasound().bytes, to: "IMAGES/ONE")
        try folder.write(directory(["IMAGES\\ONE", "IMAGES\\TWO"]).bytes, to: "DICOMDIR")
        let scan = InputScanner.scan([folder("DICOMDIR")])
        #expect(scan.items.map(\.input) == ["IMAGES/ONE"])
        #expect(scan.refusals.map(\.error) == [.missing(input: "IMAGES/TWO")])
    }

    @Test("beside its files a DICOMDIR is passed over")
    func beside() throws {
        let folder = try TemporaryFolder()
        try folder.write(directory(["ONE"]).bytes, to: "DICOMDIR")
        let scan = InputScanner.scan([folder.path])
        let item = try #require(scan.items.first)
        guard case .skipped(let reason) = try StudyReader().open(item) else {
            Issue.record("opened")
            return
        }
        #expect(reason == .dicomDirectory)
    }

    @Test("a DICOMDIR that points outside its folder is refused", arguments: ["..\\X", "A\\..\\B"])
    func outside(reference: String) throws {
        let folder = try TemporaryFolder()
        try folder.write(directory([reference]).bytes, to: "DICOMDIR")
        let scan = InputScanner.scan([folder("DICOMDIR")])
        #expect(scan.refusals.map(\.error.name) == ["invalidAttribute"])
    }

    private func directory(_ references: [String]) -> TinyDICOM {
        let records = references.map { reference in
            [TinyDICOM.Element(0x0004, 0x1500, "CS", .text(reference))]
        }
        return TinyDICOM(elements: [.init(0x0004, 0x1220, "SQ", .items(records))])
    }
}
