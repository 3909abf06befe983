import Geometry
import Raster
import StudyModel
import Testing

@testable import Segmenting

@Suite struct SeedTests {
    private let segmenter = Segmenter()

    private func picture() throws -> CalibratedFrame {
        frame(
            try ringPicture(centre: PixelPoint(column: 80.3, row: 59.6), radius: 18))
    }

    private func mask(columns: Int = 160, rows: Int = 120, boxes: [PixelBox]) throws -> LabelPlane {
        let size = try #require(PlaneSize(columns: columns, rows: rows))
        var mask = LabelPlane(size: size, filledWith: 0)
        for box in boxes {
            for row in box.row..<box.endRow {
                for column in box.column..<box.endColumn { mask[column: column, row: row] = 1 }
            }
        }
        return mask
    }

    @Test("a drawn outline is kept to the last digit")
    func outline() throws {
        let drawn = try Outline(closing: [
            PixelPoint(column: 10.25, row: 10.5), PixelPoint(column: 30.125, row: 12),
            PixelPoint(column: 20, row: 40.75),
        ])
        let result = try segmenter.segmentation(of: picture(), seeds: [.outline(drawn)])
        let nerve = try #require(result.nerves.first)
        #expect(nerve.outline == drawn)
        #expect(nerve.provenance == .edited)
        #expect(nerve.convention == .operatorDrawn)
        #expect(nerve.confidence == nil)
        #expect(result.labels[column: 20, row: 20] == 1)
        #expect(result.labels[column: 9, row: 10] == 0)
    }

    @Test("a mask comes back as its labels, one outline per group, the largest first")
    func maskOutlines() throws {
        let small = try #require(PixelBox(column: 5, row: 5, columns: 4, rows: 3))
        let large = try #require(PixelBox(column: 50, row: 60, columns: 20, rows: 10))
        let speck = try #require(PixelBox(column: 100, row: 100, columns: 2, rows: 2))
        let seed = Seed.mask(try mask(boxes: [small, large, speck]))
        let result = try segmenter.segmentation(of: picture(), seeds: [seed])
        #expect(result.nerves.map { $0.outline.signedAreaInPixels } == [200, 12])
        #expect(result.nerves.map(\.rank) == [1, 2])
        #expect(result.nerves.allSatisfy { $0.flags == [.severalComponents] })
        #expect(result.labels == (try mask(boxes: [small, large])))
    }

    @Test("a reader who sees no nerve is believed")
    func noNerve() throws {
        let result = try segmenter.segmentation(of: picture(), seeds: [.noNerve])
        #expect(result.outcome == .abstained(.readerSaysNoNerve))
        #expect(result.labels.samples.allSatisfy { $0 == 0 })
    }

    @Test(
        "a seed that the frame cannot carry is refused",
        arguments: [
            Seed.point(PixelPoint(column: 160, row: 20)), .point(PixelPoint(column: .nan, row: 20)),
            .point(PixelPoint(column: 20, row: -0.6)),
        ])
    func pointOutside(seed: Seed) throws {
        #expect { try segmenter.segmentation(of: picture(), seeds: [seed]) } throws: {
            guard case .pointOutsideFrame? = $0 as? SegmentingError else { return false }
            return true
        }
    }

    @Test("a box that leaves the frame is refused")
    func boxOutside() throws {
        let box = try #require(PixelBox(column: 150, row: 100, columns: 20, rows: 10))
        let size = try #require(PlaneSize(columns: 160, rows: 120))
        #expect(throws: SegmentingError.boxOutsideFrame(box, size)) {
            try segmenter.segmentation(of: picture(), seeds: [.box(box)])
        }
    }

    @Test("an outline that leaves the frame is refused, and its vertex named")
    func outlineOutside() throws {
        let far = PixelPoint(column: 30, row: 119.75)
        let drawn = try Outline(closing: [
            PixelPoint(column: 10, row: 10), PixelPoint(column: 30, row: 12), far,
        ])
        let size = try #require(PlaneSize(columns: 160, rows: 120))
        let expected = SegmentingError.outlineOutsideFrame(vertex: 2, far, size)
        #expect(throws: expected) {
            try segmenter.segmentation(of: picture(), seeds: [.outline(drawn)])
        }
        #expect(expected.message.contains("vertex 2"))
    }

    @Test("a mask of another size is refused")
    func maskSize() throws {
        let box = try #require(PixelBox(column: 5, row: 5, columns: 9, rows: 9))
        let found = try #require(PlaneSize(columns: 120, rows: 160))
        let size = try #require(PlaneSize(columns: 160, rows: 120))
        let turned = Seed.mask(try mask(columns: 120, rows: 160, boxes: [box]))
        #expect(throws: SegmentingError.maskSizeDiffers(found: found, frame: size)) {
            try segmenter.segmentation(of: picture(), seeds: [turned])
        }
    }

    @Test("a mask without a nerve is refused, empty or with specks", arguments: [0, 4])
    func emptyMask(pixels: Int) throws {
        let boxes = pixels == 0 ? [] : [PixelBox(column: 5, row: 5, columns: 2, rows: 2)]
        let seed = Seed.mask(try mask(boxes: boxes.compactMap { $0 }))
        #expect(
            throws: SegmentingError.maskWithoutNerve(largestGroup: pixels, smallestAllowed: 9)
        ) {
            try segmenter.segmentation(of: picture(), seeds: [seed])
        }
    }

    @Test("no nerve and a nerve contradict each other")
    func contradiction() throws {
        #expect(throws: SegmentingError.contradictorySeeds) {
            try segmenter.segmentation(
                of: picture(), seeds: [.noNerve, .point(PixelPoint(column: 20, row: 20))])
        }
    }

    @Test("without a model nothing is searched for: neither nerves nor what lies at a seed")
    func nothing() throws {
        let box = try #require(PixelBox(column: 60, row: 40, columns: 40, rows: 40))
        let seeds: [[Seed]] = [[], [.point(PixelPoint(column: 80, row: 60))], [.box(box)]]
        for seed in seeds {
            #expect(throws: SegmentingError.modelMissing) {
                try segmenter.segmentation(of: picture(), seeds: seed)
            }
        }
    }
}
