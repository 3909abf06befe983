import Geometry
import Raster
import StudyModel
import Testing

@testable import Segmenting

@Suite struct PreprocessingTests {
    @Test("the content is the lit part, letters and rulers beside it left out")
    func content() throws {
        let sector = try #require(PixelBox(column: 30, row: 20, columns: 100, rows: 80))
        let letters = try #require(PixelBox(column: 2, row: 2, columns: 20, rows: 8))
        let ruler = try #require(PixelBox(column: 129, row: 50, columns: 20, rows: 4))
        let picture = try plane(columns: 160, rows: 120) { column, row in
            let point = PixelPoint(column: column, row: row)
            return sector.contains(point) || letters.contains(point) || ruler.contains(point)
                ? 90 : 0
        }
        // Bright reaches two pixels beyond the lit ones; the ruler is thinner than a tenth.
        let expected = try #require(PixelBox(column: 28, row: 18, columns: 104, rows: 84))
        #expect(ContentBox.find(in: picture) == expected)
    }

    @Test(
        "a dark picture, and a small one, are taken whole", arguments: [(64, Float(3)), (20, 80)])
    func whole(side: Int, grey: Float) throws {
        let picture = try plane(columns: side, rows: side) { _, _ in grey }
        #expect(
            ContentBox.find(in: picture)
                == PixelBox(column: 0, row: 0, columns: side, rows: side))
    }

    @Test("samples that are no numbers are dark")
    func notNumbers() throws {
        let picture = try plane(columns: 64, rows: 64) { column, row in
            row < 2 ? .nan : column < 2 ? .infinity : -.infinity
        }
        #expect(ContentBox.find(in: picture).columns == 64)
    }

    @Test(
        "the longer side of a view becomes the network's, halves rounded up",
        arguments: [
            (512, 512, 192, 192), (534, 512, 192, 184), (761, 632, 192, 159), (640, 5, 192, 2),
            (4000, 3, 192, 1), (128, 193, 127, 192),
        ])
    func view(width: Int, height: Int, columns: Int, rows: Int) throws {
        let box = try #require(PixelBox(column: 3, row: 7, columns: width, rows: height))
        let view = NetworkView(box: box, side: 192)
        #expect(view.columns == columns)
        #expect(view.rows == rows)
    }

    @Test("frame to network grid and back is exact, pixel edges on pixel edges")
    func mapping() throws {
        let box = try #require(PixelBox(column: 31, row: 17, columns: 413, rows: 379))
        let view = NetworkView(box: box, side: 192)
        let corner = view.networkPoint(of: PixelPoint(column: 30.5, row: 16.5))
        #expect(corner == PixelPoint(column: -0.5, row: -0.5))
        let far = view.networkPoint(of: PixelPoint(column: 443.5, row: 395.5))
        #expect(far.distanceInPixels(to: PixelPoint(column: 191.5, row: 175.5)) < 1e-9)
        var random = SeededNumbers(state: 4)
        for _ in 0..<200 {
            let point = PixelPoint(
                column: Double.random(in: -10...600, using: &random),
                row: Double.random(in: -10...600, using: &random))
            #expect(
                view.framePoint(of: view.networkPoint(of: point)).distanceInPixels(to: point) < 1e-9
            )
        }
    }

    @Test(
        "a seeded view is a square around the seed, shifted into the content",
        arguments: [(200.0, 150.0, 80), (31.2, 20, 30), (-50, 500, 30), (429.4, 219, 190)])
    func seeded(column: Double, row: Double, left: Int) throws {
        let content = try #require(PixelBox(column: 30, row: 20, columns: 400, rows: 200))
        let view = NetworkView(
            around: PixelPoint(column: column, row: row), crop: 0.6, content: content, side: 192)
        #expect(view.box == PixelBox(column: left, row: 20, columns: 240, rows: 200))
    }

    @Test("letters joined to the picture by noise are content, but not shown")
    func lettersAbove() throws {
        let picture = try plane(columns: 200, rows: 160) { column, row in
            let isLetter = row < 40 && column.truncatingRemainder(dividingBy: 50) < 10
            let isPicture = row >= 40 && (10..<190).contains(column)
            return isLetter || isPicture ? 120 : 0
        }
        let (content, shown) = ContentBox.boxes(in: picture)
        #expect(content.row == 0)
        #expect(shown.row >= 38 && shown.endRow == 160 && shown.columns >= 178)
    }

    @Test("grey is standardised at the top left, the rest is zero")
    func input() throws {
        let picture = try ringPicture(centre: PixelPoint(column: 80, row: 60), radius: 20)
        let box = try #require(PixelBox(column: 0, row: 0, columns: 160, rows: 120))
        let view = NetworkView(box: box, side: 32)
        let input = NetworkInput(
            luminance: picture, view: view, channels: [.grey, .seed], seedSigma: 3,
            questionHeight: -1)
        let grey = input.channels[0]
        #expect(abs(grey.samples.reduce(0, +)) < 1e-2)
        #expect(abs(grey.samples.reduce(0) { $0 + $1 * $1 } / Float(32 * 24) - 1) < 1e-3)
        #expect(grey.samples[(24 * 32)...].allSatisfy { $0 == 0 })
        #expect(input.channels[1].samples.allSatisfy { $0 == 0 })
    }

    @Test("an asserted point is a bump of height 1, a question one of the model's height")
    func prompts() throws {
        let picture = try ringPicture(centre: PixelPoint(column: 80, row: 60), radius: 20)
        let box = try #require(PixelBox(column: 0, row: 0, columns: 160, rows: 120))
        let point = PixelPoint(column: 79.5, row: 59.5)
        for (prompt, height) in [(Prompt.asserted(point), Float(1)), (.question(point), -0.5)] {
            let input = NetworkInput(
                luminance: picture, view: NetworkView(box: box, side: 32), channels: [.seed],
                prompt: prompt, seedSigma: 3, questionHeight: -0.5)
            // The point lies between network pixels 15 and 16, and 11 and 12.
            let beside = height * 0.972_604_5  // exp(−0.5 ∕ 18)
            #expect(abs(input.channels[0][column: 15, row: 11] - beside) < 1e-5)
        }
    }
}

@Suite struct PreparedFrameTests {
    @Test("labels follow the grey levels onto the prepared grid")
    func labels() throws {
        let picture = try plane(columns: 120, rows: 80) { column, _ in column < 60 ? 200 : 40 }
        var labels = LabelPlane(size: picture.size, filledWith: 0)
        for index in labels.samples.indices where index % 120 < 60 { labels.samples[index] = 1 }
        let prepared = try PreparedFrame(luminance: picture, labels: labels, side: 60)
        #expect(prepared.grey.size == PlaneSize(columns: 60, rows: 40))
        let agree = zip(prepared.grey.samples, prepared.labels?.samples ?? []).allSatisfy {
            ($0 > 120) == ($1 == 1)
        }
        #expect(agree)
    }

    @Test("labels of another size are refused")
    func size() throws {
        let picture = try plane(columns: 40, rows: 40) { _, _ in 9 }
        let size = try #require(PlaneSize(columns: 40, rows: 41))
        #expect(throws: SegmentingError.maskSizeDiffers(found: size, frame: picture.size)) {
            try PreparedFrame(
                luminance: picture, labels: LabelPlane(size: size, filledWith: 0), side: 32)
        }
    }
}
