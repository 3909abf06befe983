import Foundation
import Ingesting
import Testing

@Suite struct ScannerTests {
    @Test("folders are searched to the bottom; content, not name, decides; order is by name")
    func recursion() throws {
        let folder = try TemporaryFolder()
        let png = try Sample.png()
        try folder.write(png, to: "b/deep/er/scan")
        try folder.write(png, to: "a.txt")
        try folder.write(png, to: "B.png")
        let scan = InputScanner.scan([folder.path])
        #expect(scan.items.map(\.input) == ["B.png", "a.txt", "b/deep/er/scan"])
        #expect(scan.items.map(\.byteCount) == [png.count, png.count, png.count])
        #expect(scan.refusals.isEmpty && scan.skips.isEmpty)
    }

    @Test("dotfiles, sidecars and own output folders are passed over in silence")
    func silent() throws {
        let folder = try TemporaryFolder()
        for name in ["a.png", ".hidden.png", ".git/x.png", "out/overlay.png"] {
            try folder.write(try Sample.png(), to: name)
        }
        try folder.write("{}", to: "a.json")
        try folder.write(#"{"tool": "nerve-measure"}"#, to: "out/dataset.json")
        let scan = InputScanner.scan([folder.path])
        #expect(scan.items.map(\.input) == ["a.png"])
        #expect(scan.items.first?.sidecarPath == folder("a.json"))
        #expect(scan.refusals.isEmpty && scan.skips.isEmpty)

        // As a shell expands `folder/*`.
        let named = InputScanner.scan([folder("a.json"), folder("a.png")])
        #expect(named.items.map(\.input) == ["a.png"] && named.refusals.isEmpty)

        let output = InputScanner.scan([folder("out")])
        #expect(output.items.isEmpty)
        #expect(output.skips.map(\.reason) == [.ownOutput])
    }

    @Test("a dataset.json of somebody else hides nothing")
    func foreignDataset() throws {
        let folder = try TemporaryFolder()
        try folder.write(try Sample.png(), to: "a.png")
        try folder.write(#"{"name": "a study"}"#, to: "dataset.json")
        #expect(InputScanner.scan([folder.path]).items.map(\.input) == ["a.png"])
    }

    @Test("links that loop end, and what they lead to is read once")
    func loops() throws {
        let folder = try TemporaryFolder()
        try folder.write(try Sample.png(), to: "sub/a.png")
        try folder.link("sub/up", to: "..")
        try folder.link("self", to: "self")
        try folder.link("gone.png", to: "nowhere.png")
        let scan = InputScanner.scan([folder.path])
        #expect(scan.items.map(\.input) == ["sub/a.png"])
        #expect(scan.skips.map(\.input) == ["sub/up"])
        #expect(scan.skips.map(\.reason) == [.folderSeenBefore])
        #expect(scan.refusals.map(\.input) == ["gone.png", "self"])
        #expect(scan.refusals.map(\.error.name) == ["unreadable", "unreadable"])
    }

    @Test("missing, empty, renamed, foreign and special files are refused by type")
    func refusals() throws {
        let folder = try TemporaryFolder()
        try folder.write([], to: "1-empty.png")
        try folder.write("just words", to: "2-renamed.png")
        try folder.write("GIF89a....", to: "3.gif")
        try folder.write("just words", to: "4.txt")
        try folder.makePipe("5-pipe")
        let scan = InputScanner.scan([folder.path, folder("absent")])
        #expect(
            scan.refusals.map(\.error) == [
                .empty(input: "1-empty.png"), .notAnImage(input: "2-renamed.png"),
                .notAFile(input: "5-pipe"), .missing(input: "absent"),
            ])
        #expect(scan.skips.map(\.input) == ["4.txt"])
        #expect(scan.skips.map(\.reason) == [.notAnImage])
        let gif = try #require(scan.items.first)
        #expect(throws: IngestError.unsupportedFormat(input: "3.gif", found: "GIF")) {
            _ = try StudyReader().open(gif)
        }
        let words = InputScanner.scan([folder("4.txt")])
        #expect(words.refusals.map(\.error) == [.notAnImage(input: "4.txt")])
    }

    @Test("an argument given twice is read once; equal names get their folder in front")
    func arguments() throws {
        let folder = try TemporaryFolder()
        let png = try Sample.png()
        let one = try folder.write(png, to: "one/a.png")
        let two = try folder.write(png, to: "two/a.png")
        try folder.write(png, to: "two/b.png")
        #expect(InputScanner.scan([one, one]).items.map(\.input) == ["a.png"])
        #expect(InputScanner.scan([one, two]).items.map(\.input) == ["one/a.png", "two/a.png"])
        #expect(
            InputScanner.scan([folder("one"), folder("two"), two]).items.map(\.input)
                == ["b.png", "one/a.png", "two/a.png"])
    }

    @Test("two sidecars of one file contradict each other")
    func twoSidecars() throws {
        let folder = try TemporaryFolder()
        try folder.write(try Sample.png(), to: "a.png")
        try folder.write("{}", to: "a.json")
        try folder.write("{}", to: "a.png.json")
        let scan = InputScanner.scan([folder("a.png")])
        #expect(
            scan.refusals.map(\.error.message) == [
                "a.png has the sidecars a.json and a.png.json; keep one"
            ])
    }

    @Test("an empty argument is missing by that name")
    func emptyArgument() {
        #expect(
            InputScanner.scan([""]).refusals.map(\.error.message)
                == [#""" does not exist; check the path"#])
    }

    @Test("a name that is no UTF-8 text is refused for that, in a folder and as an argument")
    func nameNotUTF8() throws {
        let folder = try TemporaryFolder()
        let source = try folder.write(try Sample.png(), to: "a.png")
        let tool = Process()
        tool.executableURL = URL(fileURLWithPath: "/bin/sh")
        tool.arguments = ["-c", #"cp "$1" "$2/$(printf '\351.png')""#, "sh", source, folder.path]
        try tool.run()
        tool.waitUntilExit()
        let expected = "\u{FFFD}.png cannot be opened, since its name is no UTF-8 text; rename it"
        for argument in [folder.path, folder("\u{FFFD}.png")] {
            let messages = InputScanner.scan([argument]).refusals.map(\.error.message)
            #expect(messages == [expected])
        }
    }
}
