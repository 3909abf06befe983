import Anatomy
import Geometry
import ImageCodecs
import JSON
import Raster
import Reformatting
import StudyModel
import Testing

@testable import Reporting

@Suite struct SeriesPicturesTests {
    /// 20 slices 4 mm apart, the first on top. A left nerve runs straight down in all but slices 8, 9
    /// (not found) and 3 (located only), 10 mm wide from right to left and 5 mm from front to back.
    private static func scene(withNerve: Bool = true) throws -> VolumeScene {
        let spacing = try #require(PixelSpacing(betweenRows: 0.5, betweenColumns: 0.5))
        let planes = try (0..<20).map { slice in
            try #require(
                SlicePlane(
                    origin: PatientPoint(left: 50, posterior: 70, superior: -4 * Double(slice)),
                    alongRow: PatientPoint(left: 1, posterior: 0, superior: 0),
                    alongColumn: PatientPoint(left: 0, posterior: -1, superior: 0),
                    spacing: spacing))
        }
        let geometry = VolumeGeometry(
            planes: planes, columns: 160, rows: 120, spacingBetweenSlices: 4, sliceThickness: 4,
            irregularities: [])
        let grey = Plane<Float>(size: try Sample.size(160, 120), filledWith: 90)
        let sections = try planes.indices.filter { withNerve && !(8...9).contains($0) }.map {
            try section($0, isMeasured: $0 != 3)
        }
        let course = NerveCourse(side: .left, sections: sections, gaps: [8, 9])
        let result = DeepGlutealResult(
            sequence: .stir,
            courses: [
                .left: withNerve ? .value(course) : .abstained(.tooShort),
                .right: .abstained(.noCandidate),
            ], spaces: [], muscles: [], comparisons: [], findings: [])
        let records = planes.indices.map { slice in
            var record = ItemRecord(
                source: ItemSource(item: "s/\(slice)", input: "\(slice)"), status: .measured)
            record.modality = .magneticResonance
            record.nerves = SliceNerves(result, slice: slice).sections.flatMap { side, section in
                section.measurements.map {
                    NerveRecord($0, rank: 1, side: side, levels: section.levels)
                }
            }
            return record
        }
        var dark = grey
        dark.samples[0] = 0
        dark.samples[1] = 300
        return VolumeScene(
            VolumeSampler([Plane<Float>](repeating: grey, count: 20), geometry: geometry),
            window: DisplayWindow([dark]), result: result, slices: records)
    }

    private static func section(_ slice: Int, isMeasured: Bool) throws -> CourseSection {
        let outline = try Sample.ellipse(column: 60, row: 40, halfColumns: 10, halfRows: 5)
        let part = NerveMeasurement(
            nerve: NerveOutline(
                frame: FrameID(input: "x", number: 1), outline: outline, provenance: .automatic,
                convention: .outerEpineurium, rank: 1, name: .sciatic),
            calibration: try Sample.calibration(),
            quantities: [.crossSectionalArea: Quantity(39), .perpendicularArea: Quantity(39)],
            flags: [])
        return CourseSection(
            slice: slice,
            centre: PatientPoint(left: 80, posterior: 50, superior: -4 * Double(slice)),
            direction: PatientPoint(left: 0, posterior: 0, superior: -1), obliquity: 0,
            parts: isMeasured ? .value([part]) : .abstained(.slantedSlice),
            levels: [
                LevelAssignment(level: .piriformis, evidence: .landmark(.piriformis, area: 240))
            ])
    }

    @Test("every picture is drawn, the same each time", arguments: SeriesPictures.Kind.allCases)
    func drawn(kind: SeriesPictures.Kind) throws {
        let scene = try Self.scene()
        let bytes = try #require(try scene.bytes(of: kind))
        #expect(try scene.bytes(of: kind) == bytes)
        guard kind != .profile else { return }
        #expect(try PNGImage.decode(bytes).picture.size.columns >= 250)
    }

    @Test("without a nerve there are slices and reformats to see, and nothing along it")
    func noNerve() throws {
        let scene = try Self.scene(withNerve: false)
        let drawn = try SeriesPictures.Kind.allCases.filter { try scene.bytes(of: $0) != nil }
        #expect(drawn == [.montage, .coronal, .sagittal])
        let words = MontagePicture(of: scene).lines.map(\.text)
        #expect(
            words.contains { $0.contains("left: not measured, the nerve was found in too few") })
    }

    @Test("every picture says what it is proven on, and what is missing")
    func words() throws {
        let scene = try Self.scene()
        let lines = [
            MontagePicture(of: scene).lines,
            ReformatPicture(of: scene, view: .coronal).lines,
            ReformatPicture(of: scene, view: .sagittal).lines,
            try #require(StraightenedPicture(of: scene)).lines,
        ]
        for lines in lines {
            let text = lines.map(\.text).joined(separator: "\n")
            #expect(text.contains("proven on phantoms only"))
            #expect(
                text.contains("left: 18 slices, 1 of them located only (cross), not found in 2"))
            #expect(text.contains("right: not measured, nothing on this side"))
        }
    }

    /// Columns of a row in which green is well above red and blue.
    private static func green(_ drawing: Plane<UInt32>, row: Int) -> [Int] {
        (0..<drawing.size.columns).filter { column in
            let pixel = drawing[column: column, row: row]
            let (red, green, blue) = (pixel >> 16 & 0xFF, pixel >> 8 & 0xFF, pixel & 0xFF)
            return green > 180 && red < 160 && blue < 160
        }
    }

    @Test("calipers stand at the borders of the outline, at the right place along the nerve")
    func calipers() throws {
        let scene = try Self.scene()
        let drawing = try #require(StraightenedPicture(of: scene)?.drawing)
        // 6 pixels per mm; slice 12 is 48 mm below the upper end, and the pictures begin at 46.
        let columns = Self.green(drawing, row: 46 + 48 * 6)
        let pairs = zip(columns, columns.dropFirst()).filter { $1 - $0 > 10 }.map { $1 - $0 }
        #expect(pairs.count == 3, "two nerves' widths and the way between the views: \(pairs)")
        #expect(abs(Double(pairs[0]) - 60) <= 3 && abs(Double(pairs[2]) - 30) <= 3, "\(pairs)")
        #expect(Self.green(drawing, row: 46 + 12 * 6).isEmpty, "slice 3 is located only")
    }

    @Test("side and levels stand beside outlines of volumes, not of ultrasound")
    func labels() throws {
        let nerve = try #require(try Self.scene().slices[0].nerves.first)
        let label = OverlayWords.label(of: nerve, in: .magneticResonance)
        #expect(label == "1 left, piriformis  CSA 39.0 mm²")
        #expect(OverlayWords.notice(of: try Self.scene().slices[0]).contains("phantoms only"))
        #expect(!OverlayWords.notice(of: try Sample.measured()).contains("phantoms"))
    }

    @Test("paths come back from JSON and stand in the table")
    func paths() throws {
        var record = try Sample.measured()
        var pictures = SeriesPictures()
        pictures[.montage] = "s/1.montage.png"
        record.seriesPictures = pictures
        #expect(try ItemRecord(json: record.json) == record)
        let column = try #require(Table.items.columns.first { $0.name == "montage" })
        #expect(column.cell(record) == .text("s/1.montage.png"))
        #expect(column.cell(try Sample.measured()) == .absent)
        #expect(record.pictures.contains("s/1.montage.png"))
    }
}
