import Digest
import Testing

@testable import Pipeline

@Suite struct ItemNamingTests {
    @Test(
        "a stem keeps plain characters and loses the extension",
        arguments: [
            ("a/b/Nerve 01.png", "Nerve_01"), ("IM0001", "IM0001"), ("ä.dcm", "_"),
            (".png", "image"), ("x.tar.gz", "x_tar"),
        ])
    func stem(input: String, expected: String) {
        #expect(ItemNaming.stem(of: input) == expected)
    }

    @Test("a raster study depends on path and content")
    func rasterStudy() {
        let one = SHA256Digest(of: "one")
        let names = Set([
            ItemNaming.rasterStudy(input: "a/x.png", content: one),
            ItemNaming.rasterStudy(input: "b/x.png", content: one),
            ItemNaming.rasterStudy(input: "a/x.png", content: SHA256Digest(of: "two")),
        ])
        #expect(names.count == 3)
        #expect(names.allSatisfy { $0.hasPrefix("x_") && $0.count == 14 })
    }

    @Test("frames sort by name")
    func frame() {
        #expect(ItemNaming.frame(7, sopInstanceUID: nil) == "0007")
        #expect(ItemNaming.frame(12345, sopInstanceUID: nil) == "12345")
        #expect(ItemNaming.frame(1, sopInstanceUID: "1.2.3").count == 12 + 1 + 4)
    }
}
