import Foundation
import SystemWords
import Testing

@Suite struct SystemWordsTests {
    @Test(
        "an error is told in words, without a number",
        arguments: [
            (NSCocoaErrorDomain, 4, "a folder or file on the way does not exist"),
            (NSCocoaErrorDomain, 257, "permission denied"),
            (NSCocoaErrorDomain, 512, "the system refuses it"),
            (NSCocoaErrorDomain, 513, "permission denied"),
            (NSCocoaErrorDomain, 516, "a file of that name stands in the way"),
            (NSCocoaErrorDomain, 640, "no space is left"),
            (NSCocoaErrorDomain, 642, "the file system is read-only"),
            (NSPOSIXErrorDomain, 13, "permission denied"),
            (NSPOSIXErrorDomain, 20, "a file stands where a folder is needed"),
            (NSPOSIXErrorDomain, 28, "no space is left"),
        ])
    func words(domain: String, code: Int, words: String) {
        #expect(SystemWords.reason(NSError(domain: domain, code: code)) == words)
        let cause = NSError(domain: domain, code: code)
        guard domain == NSPOSIXErrorDomain else { return }
        let outer = NSError(
            domain: NSCocoaErrorDomain, code: 512, userInfo: [NSUnderlyingErrorKey: cause])
        #expect(SystemWords.reason(outer) == words)
    }

    @Test("what Foundation throws is understood")
    func thrown() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try Data([1]).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        func reason(_ body: () throws -> Void) -> String? {
            do {
                try body()
                return nil
            } catch {
                return SystemWords.reason(error)
            }
        }
        let below = file.appending(path: "b")
        #expect(
            reason {
                try FileManager.default.createDirectory(
                    at: below, withIntermediateDirectories: true)
            } == "a file stands where a folder is needed")
        #expect(
            reason { try Data([1]).write(to: below) } == "a file stands where a folder is needed")
        #expect(
            reason {
                try FileManager.default.createDirectory(
                    at: file, withIntermediateDirectories: true)
            } == "a file of that name stands in the way")
        let absent = file.appendingPathExtension("x").appending(path: "y")
        #expect(
            reason { try Data([1]).write(to: absent) }
                == "a folder or file on the way does not exist")
    }
}
