import Geometry
import ImageCodecs
import Raster
import StudyModel
import Testing

@testable import Reporting

@Suite struct OverlayTests {
    static func box(_ column: Int, _ row: Int, _ columns: Int, _ rows: Int) throws -> PixelBox {
        try #require(PixelBox(column: column, row: row, columns: columns, rows: rows))
    }

    static func record(
        scale: [RegionScaleRecord] = [], outlines: [Outline] = []
    ) throws -> ItemRecord {
        var record = ItemRecord(source: ItemSource(item: "x", input: "x"), status: .measured)
        record.scale = scale
        record.nerves = outlines.enumerated().map { index, outline in
            NerveRecord(
                NerveMeasurement(
                    nerve: Sample.nerve(rank: index + 1, outline: outline),
                    calibration: .unknown(.noEvidence), quantities: [:], flags: []),
                context: AcquisitionContext())
        }
        return record
    }

    @Test("the crop is the trusted region that holds the outline")
    func trustedRegion() throws {
        var known = ScaleRecord()
        known.basis = "ultrasoundRegion[0]"
        let regions = [
            RegionScaleRecord(box: try Self.box(0, 0, 40, 40), scale: known),
            RegionScaleRecord(box: try Self.box(50, 10, 45, 60), scale: known),
            RegionScaleRecord(box: try Self.box(0, 0, 100, 100), scale: ScaleRecord()),
        ]
        let outline = try Sample.ellipse(column: 70, row: 40, halfColumns: 8, halfRows: 8)
        let bounds = try Self.box(0, 0, 100, 65)
        let record = try Self.record(scale: regions, outlines: [outline])
        #expect(
            OverlayCrop.box(of: record, content: bounds, bounds: bounds)
                == (try Self.box(50, 10, 45, 55)))
        let empty = try Self.record(scale: regions)
        #expect(
            OverlayCrop.box(of: empty, content: nil, bounds: bounds)
                == (try Self.box(0, 0, 95, 65)))
    }

    @Test("between trusted regions nothing is shown: names may stand there")
    func betweenRegions() throws {
        var known = ScaleRecord()
        known.basis = "ultrasoundRegion[0]"
        let boxes = [try Self.box(0, 0, 400, 40), try Self.box(200, 60, 400, 40)]
        let record = try Self.record(
            scale: boxes.map { RegionScaleRecord(box: $0, scale: known) })
        let bright = Plane<Float>(size: try Sample.size(600, 100), filledWith: 200)
        let overlay = Overlay(of: record, bounds: try Self.box(0, 0, 600, 100), content: nil)
        let drawing = try #require(overlay.draw(on: bright))
        func level(_ column: Int, _ row: Int) -> UInt32 {
            drawing[column: column, row: row] & 0xFF
        }
        #expect(level(10, 10) == 200 && level(590, 70) == 200)
        for (column, row) in [(300, 50), (500, 20), (100, 80)] { #expect(level(column, row) == 0) }
    }

    @Test("without a trusted region: the content, else the outline's surroundings, else nothing")
    func otherCrops() throws {
        let bounds = try Self.box(0, 0, 100, 100)
        let content = try Self.box(5, 6, 70, 80)
        let outline = try Sample.ellipse(column: 20, row: 50, halfColumns: 7.5, halfRows: 5)
        let record = try Self.record(outlines: [outline])
        #expect(OverlayCrop.box(of: record, content: content, bounds: bounds) == content)
        #expect(
            OverlayCrop.box(of: record, content: nil, bounds: bounds)
                == (try Self.box(0, 30, 43, 41)))
        #expect(
            OverlayCrop.box(of: try Self.record(), content: nil, bounds: bounds) == nil)
    }

    @Test("axes of a rectangle 30 by 10, and in millimetres when rows are further apart")
    func axes() throws {
        let corners = [(0.0, 0.0), (30, 0), (30, 10), (0, 10), (12, 0)]
            .map { PixelPoint(column: $0.0, row: $0.1) }
        let axes = try #require(OutlineAxes(of: corners))
        #expect(abs(axes.long[0].distanceInPixels(to: axes.long[1]) - 1000.0.squareRoot()) < 1e-9)
        #expect(axes.short[0].distanceInPixels(to: axes.short[1]) == 10)
        let tall = try #require(OutlineAxes(of: corners, rowsPerColumn: 6))
        #expect(abs(tall.short[0].row - tall.short[1].row) < 1e-9)
        #expect(abs(tall.short[0].column - tall.short[1].column) == 30)
        #expect(OutlineAxes(of: Array(corners.prefix(2))) == nil)
    }

    @Test(
        "a scale bar is the longest round length within a third of the width",
        arguments: [(0.05, 512.0, 5, "5 mm"), (0.07, 512, 10, "1 cm"), (0.31, 1000, 100, "10 cm")])
    func scaleBar(millimetres: Double, width: Double, length: Int, label: String) throws {
        let bar = try #require(ScaleBar(millimetresPerCanvasPixel: millimetres, width: width))
        #expect(bar.millimetres == length)
        #expect(bar.label == label)
        #expect(abs(bar.lengthInCanvasPixels - Double(length) / millimetres) < 1e-9)
    }

    @Test("no scale bar when a millimetre is too long, or the scale no number")
    func noScaleBar() {
        #expect(ScaleBar(millimetresPerCanvasPixel: 0.001, width: 512) == nil)
        #expect(ScaleBar(millimetresPerCanvasPixel: .nan, width: 512) == nil)
    }

    @Test("labels stay inside the picture and clear of outlines and each other")
    func labels() {
        let picture = CanvasBox(left: 0, top: 0, width: 300, height: 200)
        let homes = [
            CanvasBox(left: 100, top: 80, width: 60, height: 40),
            CanvasBox(left: 170, top: 80, width: 60, height: 40),
            CanvasBox(left: 240, top: 80, width: 55, height: 40),
        ]
        var placement = LabelPlacement(picture: picture, taken: homes)
        let places = homes.map { placement.place(width: 120, height: 18, beside: $0) }
        for (index, place) in places.enumerated() {
            #expect(picture.holds(place))
            #expect(!(homes + places[..<index]).contains { $0.overlaps(place) })
        }
    }

    @Test("words: area with interval, or pixels and why")
    func words() throws {
        let record = try Sample.measured()
        #expect(OverlayWords.label(of: record.nerves[0]) == "1  CSA 52.4 mm² [47–58]")
        #expect(
            OverlayWords.line(of: record.nerves[0])
                == "1  CSA 52.4 mm² [47–58] · 10.9 × 6.1 mm · confidence 0.88"
                + " · flags: anisotropic spacing")
        #expect(
            !OverlayWords.line(of: record.nerves[0], besides: [.anisotropicSpacing])
                .contains("flags"))
        #expect(OverlayWords.line(of: record.nerves[1]) == "2  151 px (no scale)")
        #expect(
            OverlayWords.status(of: try Sample.abstained()) == [
                "Not measured: no structure looks like a nerve",
                "no scale: ultrasound region 0 is not usable: outside the rows",
            ])
    }

    @Test("a palette keeps greys within one level and few colours within their bin")
    func palette() throws {
        let greys = (0..<256).map { UInt32($0) * 0x01_0101 }
        let colours: [UInt32] = [0xFF_D81A, 0xFF_D91B, 0x10_80F0, 0x00_0001]
        let reduced = PaletteReduction(
            of: Plane(size: try Sample.size(260, 1), samples: greys + colours))
        func colour(_ place: Int) -> [Int] {
            let index = Int(reduced.indices.samples[place]) * 3
            return reduced.palette[index..<(index + 3)].map(Int.init)
        }
        for grey in 0..<256 {
            let level = colour(grey)[0]
            #expect(abs(level - grey) <= 1 && colour(grey) == [level, level, level])
        }
        #expect(colour(0) == [0, 0, 0] && colour(255) == [255, 255, 255])
        #expect(colour(256) == [0xFF, 0xD8, 0x1A] && colour(257) == colour(256))
        #expect(colour(258) == [0x10, 0x80, 0xF0])
        #expect(reduced.palette.count <= 256 * 3)
    }

    @Test("more colours than a palette holds go to their nearest")
    func manyColours() throws {
        var samples: [UInt32] = []
        for red in UInt32(0)..<16 {
            for green in UInt32(0)..<16 {
                samples += (0..<16).map { red * 0x11_0000 + green * 0x1100 + UInt32($0) * 0x11 }
            }
        }
        let reduced = PaletteReduction(of: Plane(size: try Sample.size(64, 64), samples: samples))
        #expect(reduced.palette.count == 256 * 3)
    }

    @Test("a drawing repeats byte for byte and is at least 512 wide, picture enlarged")
    func drawing() throws {
        let record = try Sample.measured()
        let frame = try Sample.frame()
        let first = try #require(
            try Overlay.png(of: record, on: frame.luminance, content: frame.bounds))
        #expect(try Overlay.png(of: record, on: frame.luminance, content: frame.bounds) == first)
        let picture = try PNGImage.decode(first).picture
        #expect(picture.size.columns == 512)
        #expect(picture.size.rows > 384)
        #expect(picture.channels == .rgb)
    }

    @Test("the outline is drawn where it is: yellow at its rightmost point, grey away from it")
    func place() throws {
        let outline = try Sample.ellipse(column: 256, row: 200, halfColumns: 100, halfRows: 60)
        let record = try Self.record(outlines: [outline])
        let luminance = Plane<Float>(size: try Sample.size(512, 400), filledWith: 100)
        let drawing = try #require(
            Overlay(
                of: record, bounds: try Self.box(0, 0, 512, 400),
                content: try Self.box(0, 0, 512, 400)
            ).draw(on: luminance))
        func channels(_ column: Int, _ row: Int) -> [UInt32] {
            let pixel = drawing.samples[row * 512 + column]
            return [pixel >> 16 & 0xFF, pixel >> 8 & 0xFF, pixel & 0xFF]
        }
        let edge = channels(356, 203)
        #expect(edge[0] > 180 && edge[1] > 150 && edge[2] < 90)
        #expect(channels(30, 30) == [100, 100, 100])
    }
}
