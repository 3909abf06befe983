import Anatomy
import DICOMFiles
import Foundation
import Geometry
import ImageCodecs
import Raster
import Reporting
import StudyModel
import Testing

@testable import Exporting

@Suite struct ResultPartsTests {
    @Test("frames without a measurement in words")
    func unmeasured() {
        let frames: [(Int, String?)] = [
            (1, "b"), (2, nil), (3, "a"), (4, "a"), (5, "a"), (7, "a"),
        ]
        #expect(
            UnmeasuredFrames.lines(of: frames, in: "x frames")
                == ["x frames 3-5, 7: a", "x frames 1: b"])
        #expect(UnmeasuredFrames.lines(of: [(1, nil)], in: "x").isEmpty)
    }

    @Test("a long cine gives evenly spaced pictures, first and last among them")
    func chosen() throws {
        let frames = Array(1...250)
        let chosen = CaptureAlbum.chosen(of: frames, limit: 100)
        #expect(chosen.count == 100 && chosen.first == 1 && chosen.last == 250)
        #expect(Set(zip(chosen, chosen.dropFirst()).map { $1 - $0 }) == [2, 3])
        #expect(CaptureAlbum.chosen(of: Array(frames.prefix(100)), limit: 100).count == 100)
    }

    @Test("a picture is padded to the right and below with its last colour")
    func padding() throws {
        let size = try #require(PlaneSize(columns: 1, rows: 2))
        let picture = try #require(
            CapturePicture(
                InterleavedImage(
                    size: size, channels: .rgb, samples: .eight([1, 2, 3, 4, 5, 6]))))
        #expect(
            picture.padded(columns: 2, rows: 3)
                == [1, 2, 3, 4, 5, 6, 4, 5, 6, 4, 5, 6, 4, 5, 6, 4, 5, 6])
        #expect(picture.padded(columns: 1, rows: 2) == [1, 2, 3, 4, 5, 6])
    }

    @Test("graphic coordinates begin at the corner of the first pixel")
    func graphics() throws {
        let outline = [(0.0, 0.0), (3.25, 0.5), (1, 7.13)]
            .map { PixelPoint(column: $0.0, row: $0.1) }
        let numbers = GraphicOutline.numbers(of: outline)
        #expect(numbers.prefix(4) == [0.5, 0.5, 3.75, 1])
        #expect(numbers.suffix(2) == [0.5, 0.5])
        #expect(GraphicOutline.outline(of: numbers.map { Double(Float($0)) }) == outline)
        #expect(GraphicOutline.outline(of: Array(numbers.dropLast(2))) == nil)
    }

    @Test("the moment is that of the newest statement with a whole date")
    func moment() throws {
        func item(_ texts: [(UInt16, String)]) throws -> ContentMoment? {
            let set = try DICOMDataSet()
            try set.put([.text(0x0008, 0x0016, "1.2"), .text(0x0008, 0x0018, "1.2.3")])
            try set.put(texts.map { .text(0x0008, $0.0, $0.1) })
            return ContentMoment(of: try DICOMFile(bytes: set.file(as: .explicitLittleEndian)).root)
        }
        /// With what no writer of ours writes.
        func odd(_ date: String, _ time: String = "111111") throws -> ContentMoment? {
            let set = try DICOMDataSet()
            try set.put([.text(0x0008, 0x0016, "1.2"), .text(0x0008, 0x0018, "1.2.3")])
            try set.put([.text(0x0008, 0x0023, "19991231"), .text(0x0008, 0x0033, "111111")])
            let bytes = try set.file(as: .explicitLittleEndian)
                .replacing(text: "19991231", by: date).replacing(text: "111111", by: time)
            return ContentMoment(of: try DICOMFile(bytes: bytes).root)
        }
        let study = try #require(try item([(0x0020, "20260102"), (0x0030, "0815")]))
        #expect(study.date == "20260102" && study.time == "000000")
        let content = try #require(
            try item([(0x0020, "20260102"), (0x0023, "20260103"), (0x0033, "101112.5")]))
        #expect(content.date == "20260103" && content.time == "101112")
        #expect(study < content)
        #expect(try item([]) == nil)
        for day in ["20261301", "20260230", "20250229", "00000101", "2026010 ", "2026O101"] {
            #expect(try odd(day) == nil, "\(day)")
        }
        #expect(try odd("20240229", "235959")?.time == "235959")
        for time in ["240000", "126000", "120060", "1215  "] {
            #expect(try odd("20240229", time)?.time == "000000", "\(time)")
        }
    }
}

extension [UInt8] {
    /// With another text of the same length in every place.
    func replacing(text: String, by other: String) -> [UInt8] {
        precondition(text.utf8.count == other.utf8.count)
        return replacing(Array(text.utf8), with: Array(other.utf8))
    }
}

@Suite struct PrivateSchemeTests {
    private static let codes: [Code] =
        QualityFlag.allCases.map(PrivateScheme.code) + Provenance.allCases.map(PrivateScheme.code)
        + OutlineConvention.allCases.map(PrivateScheme.code)
        + GlutealLevel.allCases.map(PrivateScheme.code)
        + QuantityKind.allCases.compactMap { QuantityConcept($0)?.name }
        + [
            PrivateScheme.qualityFlag, PrivateScheme.provenance, PrivateScheme.convention,
            PrivateScheme.scale, PrivateScheme.notMeasured,
            PrivateScheme.displacementAcrossColumns, PrivateScheme.displacementAcrossRows,
        ]

    @Test("codes and meanings fit their representations, and a code means one thing")
    func lengths() {
        var meanings: [String: String] = [:]
        for code in Self.codes {
            #expect(code.value.utf8.count <= 16 && code.meaning.utf8.count <= 64)
            #expect(code.meaning.allSatisfy { $0.isASCII })
            let known = meanings.updateValue(code.meaning, forKey: code.value)
            #expect(known == nil || known == code.meaning, "\(code.value)")
        }
    }

    @Test("the page on DICOM objects has every code")
    func documented() throws {
        let page = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "docs/dicom-objects.md")
        let text = try String(contentsOf: page, encoding: .utf8)
        for code in Self.codes {
            let quoted = code.scheme == PrivateScheme.designator ? "`\(code.value)`" : code.value
            #expect(text.contains(quoted), "\(code.value) \(code.meaning)")
        }
        #expect(text.contains(UniqueIdentifier.derived(from: PrivateScheme.designator).text))
    }
}
