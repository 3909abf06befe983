import Anatomy
import DICOMFiles
import Foundation
import Geometry
import Raster
import StudyModel
import Testing

@testable import Exporting
@testable import Reporting

@Suite struct StudyResultsTests {
    @Test("a still gives four objects; a cine too, its empty frames kept", arguments: [1, 4])
    func objects(frames: Int) throws {
        let fixture = try ResultFixture(frames: frames)
        let objects = try fixture.results()
        #expect(objects.map(\.kind) == [.segmentation, .presentation, .capture, .report])
        let segmentation = try SegmentationObject(DICOMFile(bytes: objects[0].bytes))
        let segments = frames == 1 ? 1 : 2
        #expect(
            segmentation.segments.map(\.label)
                == ["Nerve", "Blood vessel"].prefix(segments).map { $0 })
        #expect(segmentation.segments[0].type == "84782009^SCT")
        #expect(segmentation.frames.count == frames * segments)
        #expect(
            segmentation.frames.compactMap(\.source?.number)
                == (1...frames).flatMap { [Int](repeating: $0, count: segments) })
        if frames > 1 {
            let empty = try segmentation.mask(ofFrame: segments)
            #expect(!empty.samples.contains(1))
        }
    }

    @Test("an identical rerun gives the same bytes, another version other identifiers")
    func identity() throws {
        let fixture = try ResultFixture(frames: 2)
        let first = try fixture.results()
        #expect(try fixture.results().map(\.bytes) == first.map(\.bytes))
        let other = try fixture.results(version: "2")
        let identifiers = Set(first.map(\.sopInstanceUID) + other.map(\.sopInstanceUID))
        #expect(identifiers.count == 2 * first.count)
    }

    @Test("patient and study are the source's, series and equipment are not")
    func modules() throws {
        let fixture = try ResultFixture()
        let source = try DICOMFile(path: fixture.path, maximumInflatedBytes: 0).root
        for object in try fixture.results() {
            let root = try DICOMFile(bytes: object.bytes).root
            for tag in [(0x0010, 0x0010), (0x0010, 0x0020), (0x0008, 0x1030), (0x0020, 0x000D)] {
                let attribute = DICOMAttribute("", UInt16(tag.0), UInt16(tag.1))
                #expect(root.text(attribute) == source.text(attribute))
                #expect(root.text(attribute) != nil)
            }
            #expect(root.text(.seriesInstanceUID) != source.text(.seriesInstanceUID))
            #expect(root.text(.sopInstanceUID) == object.sopInstanceUID)
            #expect(root.text(.model) == "nerve-measure")
        }
    }

    @Test("files of one study that bear different patients are refused")
    func patients() throws {
        let (first, second) = (try ResultFixture(), try ResultFixture())
        let set = try DICOMDataSet()
        let source = try DICOMFile(path: first.path, maximumInflatedBytes: 0).root
        try set.copy(
            [(0x0008, 0x0016), (0x0008, 0x0018), (0x0020, 0x000D), (0x0020, 0x000E)]
                .map { DICOMTag($0.0, $0.1) }, from: source)
        try set.put([
            .text(0x0010, 0x0020, "another"), .number(0x0028, 0x0010, 4),
            .number(0x0028, 0x0011, 4),
        ])
        try Data(set.file(as: .explicitLittleEndian)).write(to: URL(filePath: second.path))
        #expect(throws: ResultGap.severalPatients) {
            try StudyResults(
                of: [first, second].map { ResultSource(path: $0.path, records: $0.records) },
                identity: ResultFixture.identity(), pictures: first.pictures, limit: 1 << 20)
        }
    }

    @Test("a source without a study is refused by name")
    func missing() throws {
        let fixture = try ResultFixture()
        let set = try DICOMDataSet()
        try set.copy(
            [0x0016, 0x0018].map { DICOMTag(0x0008, $0) } + [DICOMTag(0x0020, 0x000E)],
            from: DICOMFile(path: fixture.path, maximumInflatedBytes: 0).root)
        try Data(set.file(as: .explicitLittleEndian)).write(to: URL(filePath: fixture.path))
        #expect(throws: ResultGap.missing(.studyInstanceUID)) { try fixture.results() }
    }
}

/// Odd sources: objects, or a reason that blames the source.
@Suite struct OddSourceTests {
    private func odd(_ elements: [DICOMElement]) throws -> ResultFixture {
        let fixture = try ResultFixture()
        let source = try DICOMFile(path: fixture.path, maximumInflatedBytes: 0)
        let set = try DICOMDataSet()
        try set.copy(
            [
                (0x0008, 0x0016), (0x0008, 0x0018), (0x0010, 0x0020), (0x0020, 0x000D),
                (0x0020, 0x000E), (0x0028, 0x0004), (0x0028, 0x0010), (0x0028, 0x0011),
            ].map { DICOMTag($0.0, $0.1) }, from: source.root)
        try set.put(elements)
        try Data(set.file(as: .explicitLittleEndian)).write(to: URL(filePath: fixture.path))
        return fixture
    }

    @Test("a UID with a leading zero is refused by name")
    func leadingZero() throws {
        let fixture = try odd([])
        let uid = try fixture.header.studyInstanceUID
        let bytes = try [UInt8](Data(contentsOf: URL(filePath: fixture.path)))
        try Data(bytes.replacing(text: uid, by: "2.05" + uid.dropFirst(4)))
            .write(to: URL(filePath: fixture.path))
        #expect(throws: ResultGap.unlawful(.studyInstanceUID)) { try fixture.results() }
        #expect(!ResultGap.defects.contains(ResultGap.unlawful(.studyInstanceUID).name))
    }

    @Test(
        "an aspect ratio that is no pair of whole numbers from 1 on is passed over",
        arguments: [
            ("3\\4", PixelAspect(vertical: 3, horizontal: 4)), ("0\\4", nil), (".5\\", nil),
        ])
    func aspect(stated: String, expected: PixelAspect?) throws {
        let fixture = try odd([DICOMElement(0x0028, 0x0034, .numbers([7, 8]))])
        let bytes = try [UInt8](Data(contentsOf: URL(filePath: fixture.path)))
        try Data(bytes.replacing(text: "7\\8", by: stated)).write(to: URL(filePath: fixture.path))
        #expect(try fixture.header.pixelAspect == expected)
        #expect(try fixture.results().count == 4)
    }

    @Test("the scale says what shape a pixel has, also when it is square")
    func scaleAspect() throws {
        func aspect(_ row: Double, _ column: Double) -> PixelAspect? {
            var scale = ScaleRecord()
            (scale.spacingRowMillimetres, scale.spacingColumnMillimetres) = (row, column)
            scale.basis = "pixelSpacing"
            var record = ItemRecord(source: ItemSource(item: "i", input: "i"), status: .measured)
            record.scale = [RegionScaleRecord(box: nil, scale: scale)]
            return record.pixelAspect
        }
        #expect(aspect(0.1, 0.1) == .square)
        #expect(aspect(0.05, 0.1) == PixelAspect(vertical: 500, horizontal: 1000))
        #expect(aspect(0.0001, 5) == PixelAspect(vertical: 1, horizontal: 1000))
    }
}

/// A result is compared with the report after it was made: each check must notice any difference.
@Suite struct ResultCheckTests {
    let fixture: ResultFixture
    let bytes: [ResultKind: [UInt8]]

    init() throws {
        fixture = try ResultFixture(frames: 3)
        bytes = try fixture.results().reduce(into: [:]) { $0[$1.kind] = $1.bytes }
    }

    private func file(_ kind: ResultKind) throws -> DICOMFile {
        try DICOMFile(bytes: #require(bytes[kind]))
    }

    private func changed(_ change: (inout NerveRecord) -> Void) -> [ItemRecord] {
        var records = fixture.records
        change(&records[2].nerves[0])
        return records
    }

    @Test("a pixel of a mask")
    func segmentation() throws {
        func check(_ records: [ItemRecord], _ pictures: FixturePictures) throws {
            let subject = try fixture.subject(records)
            let plan = SegmentPlan(
                subject, labels: [MaskLabel.vessel], identity: ResultFixture.identity())
            try SegmentationCheck(subject: subject, plan: plan, pictures: pictures)
                .check(file(.segmentation))
        }
        try check(fixture.records, fixture.pictures)
        var pictures = fixture.pictures
        pictures.added = 3
        #expect(throws: ResultGap.self) { try check(fixture.records, pictures) }
        let fewer = Array(fixture.records.prefix(2))
        #expect(throws: ResultGap.self) { try check(fewer, fixture.pictures) }
    }

    @Test("a vertex, a value, an interval, a flag, a side, a name, a frame of the report")
    func report() throws {
        func check(_ records: [ItemRecord]) throws {
            try ReportCheck(content: fixture.content(records)).check(file(.report))
        }
        try check(fixture.records)
        #expect(throws: ResultGap.self) { try check(changed { $0.outline[1].row += 0.01 }) }
        let changes: [(inout [QuantityKind: Quantity]) -> Void] = [
            { $0[.crossSectionalArea] = Quantity(52.35, interval: 47.01...57.99) },
            { $0[.crossSectionalArea] = Quantity(52.34, interval: 47.01...58) },
            { $0[.crossSectionalArea] = Quantity(52.34) },
            { $0[.echoMean] = nil },
            { $0[.perimeter] = Quantity(30) },
        ]
        for change in changes {
            #expect(throws: ResultGap.self) {
                try check(
                    changed { nerve in
                        var quantities = nerve.quantities
                        change(&quantities)
                        nerve = nerve.with(quantities: quantities)
                    })
            }
        }
        #expect(throws: ResultGap.self) { try check(changed { $0 = $0.with(flags: [.coarse]) }) }
        #expect(throws: ResultGap.self) { try check(changed { $0 = $0.with(side: .right) }) }
        #expect(throws: ResultGap.self) { try check(changed { $0 = $0.with(name: .sciatic) }) }
        #expect(throws: ResultGap.self) { try check(changed { $0 = $0.with(basis: "other") }) }
        #expect(throws: ResultGap.self) {
            try ReportCheck(content: fixture.content(fixture.records, version: "2"))
                .check(file(.report))
        }
        #expect(throws: ResultGap.self) { try check(Array(fixture.records.dropLast())) }
        var records = fixture.records
        records[1].reason = ItemReason(.lowConfidence)
        #expect(throws: ResultGap.self) { try check(records) }
        records = fixture.records
        records[0].cine?.acrossRows = 0.01
        #expect(throws: ResultGap.self) { try check(records) }
        records = fixture.records
        records[0].cine?.inMillimetres = false
        #expect(throws: ResultGap.self) { try check(records) }
    }

    @Test("an outline or a label of the presentation state")
    func presentation() throws {
        func check(_ records: [ItemRecord]) throws {
            try PresentationCheck(subject: fixture.subject(records)).check(file(.presentation))
        }
        try check(fixture.records)
        #expect(throws: ResultGap.self) { try check(changed { $0.outline[0].column -= 0.01 }) }
        #expect(throws: ResultGap.self) {
            try check(changed { $0 = $0.with(quantities: [.crossSectionalArea: Quantity(53)]) })
        }
    }

    @Test("a sample of an annotated picture")
    func capture() throws {
        func check(_ records: [ItemRecord], change: UInt8 = 0) throws {
            var pictures = fixture.pictures
            pictures.brightening = change
            let frames = try fixture.subject(records).frames
            let album = try #require(try CaptureAlbum(of: frames, pictures: pictures))
            try CaptureCheck(album: album).check(file(.capture))
        }
        try check(fixture.records)
        #expect(throws: ResultGap.self) { try check(Array(fixture.records.prefix(2))) }
        #expect(throws: ResultGap.self) { try check(fixture.records, change: 1) }
        var records = fixture.records
        records.swapAt(0, 2)
        #expect(throws: ResultGap.self) { try check(records) }
    }
}

extension NerveRecord {
    fileprivate func with(
        quantities: [QuantityKind: Quantity]? = nil, flags: [QualityFlag]? = nil,
        side: Laterality? = nil, name: NerveName? = nil, basis: String? = nil
    ) -> NerveRecord {
        var scale = scale
        scale.basis = basis ?? scale.basis
        return NerveRecord(
            rank: rank, name: name ?? self.name, side: side ?? self.side, level: level,
            provenance: provenance, convention: convention, confidence: confidence, scale: scale,
            outline: outline, quantities: quantities ?? self.quantities, flags: flags ?? self.flags)
    }
}
