import Geometry
import Kernels
import Network
import Raster
import StudyModel
import Testing

@testable import Segmenting

/// The whole way from a picture to outlines, with a network that calls bright pixels nerve.
@Suite struct SearchTests {
    private struct Disc {
        var column: Double
        var row: Double
        var radius: Double
        var height: Float = 150
    }

    /// Soft-edged discs on a grey ground of 256 × 200 pixels.
    private func picture(_ discs: [Disc], ground: Float = 50) throws -> CalibratedFrame {
        frame(
            try plane(columns: 256, rows: 200) { column, row in
                discs.reduce(ground) { grey, disc in
                    let distance = PixelPoint(column: column, row: row).distanceInPixels(
                        to: PixelPoint(column: disc.column, row: disc.row))
                    let inside = min(max((disc.radius + 10 - distance) / 20, 0), 1)
                    return grey + disc.height * Float(inside)
                }
            })
    }

    private func segment(
        _ frame: CalibratedFrame, seeds: [Seed] = [], model: TinyModel = TinyModel()
    ) throws -> Segmentation {
        try Segmenter(model: model.model(), options: SegmentingOptions(name: .sciatic))
            .segmentation(of: frame, seeds: seeds)
    }

    @Test("one disc is one nerve, outlined where its probability is one half")
    func one() throws {
        let frame = try picture([Disc(column: 120.4, row: 90.7, radius: 30)])
        let result = try segment(frame)
        let nerve = try #require(result.nerves.first)
        #expect(result.nerves.count == 1)
        #expect(nerve.provenance == .automatic)
        #expect(nerve.convention == .outerBorderWithEchogenicRim)
        #expect(nerve.name == .sciatic)
        #expect(nerve.rank == 1)
        #expect(nerve.flags.isEmpty)
        #expect(nerve.areaFactors == 0.8...1.25)
        let centre = PixelPoint(column: 120.4, row: 90.7)
        #expect(nerve.outline.centroid.distanceInPixels(to: centre) < 0.1)
        // Logit 0 is two thirds of a deviation above the mean.
        let size = try #require(PlaneSize(columns: 64, rows: 50))
        let resized = PlaneKernels().resized(frame.frame.luminance, to: size)
            .samples.map(Double.init)
        let mean = resized.reduce(0, +) / Double(resized.count)
        let variance = resized.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(resized.count)
        let level = mean + variance.squareRoot() * 2 / 3
        let radius = 30 + 10 - 20 * (level - 50) / 150
        #expect(abs(nerve.outline.signedAreaInPixels / (.pi * radius * radius) - 1) < 0.01)
        #expect(result.labels.samples.count { $0 == 1 } > 2000)
    }

    @Test("two discs are ranked and flagged; the mirror image changes nothing")
    func two() throws {
        let discs = [
            Disc(column: 60, row: 100, radius: 20, height: 120),
            Disc(column: 190, row: 90, radius: 22, height: 180),
        ]
        for augmentation in ["none", "flip"] {
            var model = TinyModel()
            model.metadata["decision"] = model.metadata["decision"]?
                .replacing("flip", with: augmentation)
            let result = try segment(picture(discs), model: model)
            #expect(result.nerves.count == 2)
            #expect(result.nerves.map(\.rank) == [1, 2])
            #expect(result.nerves.allSatisfy { $0.flags.contains(.severalNerves) })
            let best = try #require(result.nerves.first)
            #expect(
                best.outline.centroid.distanceInPixels(to: PixelPoint(column: 190, row: 90)) < 0.3)
            #expect((best.confidence ?? 0) > (result.nerves[1].confidence ?? 1))
        }
    }

    @Test("an even picture has no candidate")
    func none() throws {
        #expect(try segment(picture([])).outcome == .abstained(.noCandidate))
    }

    @Test("a faint candidate is not measured")
    func faint() throws {
        var model = TinyModel()
        model.grey = 0.3
        model.bias = -0.4
        let result = try segment(picture([Disc(column: 120, row: 90, radius: 30)]), model: model)
        #expect(result.outcome == .abstained(.lowConfidence))
        #expect(result.labels.samples.allSatisfy { $0 == 0 })
    }

    @Test("a nerve cut in half by the border is not measured, one that touches it is flagged")
    func border() throws {
        let half = try segment(picture([Disc(column: 120, row: 0, radius: 30)]))
        #expect(half.outcome == .abstained(.borderContact))
        let touching = try segment(picture([Disc(column: 120, row: 29, radius: 25)]))
        #expect(touching.nerves.first?.flags == [.borderContact])
    }

    @Test("dark pixels are vessels in the label plane")
    func vessels() throws {
        var model = TinyModel()
        model.vessel = (grey: -4, bias: -4)
        let result = try segment(
            picture(
                [
                    Disc(column: 60, row: 100, radius: 25, height: 100),
                    Disc(column: 190, row: 90, radius: 25, height: -100),
                ], ground: 120), model: model)
        #expect(result.labels[column: 60, row: 100] == 1)
        #expect(result.labels[column: 190, row: 90] == 2)
        #expect(result.labels[column: 125, row: 20] == 0)
    }

    @Test("a point takes the disc that it lies in, a box the one that it holds")
    func seeded() throws {
        let frame = try picture([
            Disc(column: 60, row: 100, radius: 20), Disc(column: 190, row: 90, radius: 22),
        ])
        let box = try #require(PixelBox(column: 20, row: 60, columns: 80, rows: 80))
        let seeds: [Seed] = [.point(PixelPoint(column: 185, row: 96)), .box(box)]
        let result = try segment(frame, seeds: seeds)
        #expect(result.nerves.map(\.provenance) == [.seeded, .seeded])
        let centres = [PixelPoint(column: 190, row: 90), PixelPoint(column: 60, row: 100)]
        for (nerve, centre) in zip(result.nerves, centres) {
            #expect(nerve.outline.centroid.distanceInPixels(to: centre) < 0.3)
            #expect(nerve.confidence ?? 0 > 0.6)
        }
    }

    @Test("seeds that lie in one nerve give it once, a drawn outline before what is found")
    func sameNerve() throws {
        let frame = try picture([
            Disc(column: 60, row: 100, radius: 20), Disc(column: 190, row: 90, radius: 22),
        ])
        let point = Seed.point(PixelPoint(column: 185, row: 96))
        let near = Seed.point(PixelPoint(column: 192, row: 88))
        let box = Seed.box(try #require(PixelBox(column: 160, row: 60, columns: 60, rows: 60)))
        let other = Seed.point(PixelPoint(column: 60, row: 100))
        let once = try segment(frame, seeds: [point]).nerves
        #expect(try segment(frame, seeds: [point, point]).nerves == once)
        #expect(try segment(frame, seeds: [point, near, box]).nerves.count == 1)
        let two = try segment(frame, seeds: [point, near, other]).nerves
        #expect(two.map(\.rank) == [1, 2])
        #expect(two.map { $0.outline.centroid.column < 100 } == [false, true])
        let outline = try #require(once.first?.outline)
        let drawn = try segment(frame, seeds: [point, .outline(outline)]).nerves
        #expect(drawn.map(\.provenance) == [.edited])
    }

    @Test("a point where the network sees nothing is answered so")
    func nothingAtSeed() throws {
        let result = try segment(
            picture([Disc(column: 60, row: 100, radius: 20)]),
            seeds: [.point(PixelPoint(column: 220, row: 40))])
        #expect(result.outcome == .abstained(.noCandidate))
    }

    @Test("the seed's bump reaches the network")
    func bump() throws {
        var model = TinyModel()
        model.grey = 0
        model.seed = 12
        model.bias = -6
        let point = PixelPoint(column: 130, row: 80)
        let nerve = try #require(
            try segment(picture([]), seeds: [.point(point)], model: model).nerves.first)
        #expect(nerve.outline.centroid.distanceInPixels(to: point) < 0.1)
        // Half of the bump: d² = 2 σ² ln 2 in network pixels of 154 ∕ 64 frame pixels.
        let pixel = 154.0 / 64
        let area = Double.pi * 2 * 9 * 0.693_147 * pixel * pixel
        #expect(abs(nerve.outline.signedAreaInPixels / area - 1) < 0.03)
    }

    @Test("a question is asked with the other sign: what an operator asserts is no candidate")
    func question() throws {
        var model = refining
        model.seed = 40
        let disc = Disc(column: 120, row: 90, radius: 20)
        let centre = PixelPoint(column: disc.column, row: disc.row)
        let frame = try picture([disc])
        #expect(try segment(frame, seeds: [.point(centre)], model: model).nerves.count == 1)
        #expect(try segment(frame, model: model).outcome == .abstained(.noCandidate))
    }

    private var refining: TinyModel {
        var model = TinyModel()
        model.metadata["decision"] = model.metadata["decision"]?
            .replacing("\"refine\":false", with: "\"refine\":true")
        return model
    }

    @Test("a refined candidate is outlined in a view of its own")
    func refined() throws {
        let model = refining
        let frame = try picture([Disc(column: 120, row: 90, radius: 20)])
        let coarse = try #require(try segment(frame).nerves.first)
        let fine = try #require(try segment(frame, model: model).nerves.first)
        #expect(fine.outline.centroid.distanceInPixels(to: coarse.outline.centroid) < 0.2)
        #expect(fine.outline != coarse.outline)
    }
}
