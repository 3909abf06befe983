import Geometry
import Raster
import Testing

@testable import Segmenting

@Suite struct PlaneOutlineTests {
    private func outline(
        _ plane: Plane<Float>, view: NetworkView, level: Float = 0.5
    ) throws -> Outline {
        let groups = ConnectedGroups(of: plane, connectivity: .eight) { $0 >= level }
        let group = try #require(groups.groups.first)
        return try #require(
            PlaneOutline.outline(of: group, in: groups, plane: plane, level: level, view: view))
    }

    private func disc(_ view: NetworkView, _ centre: PixelPoint, radius: Double) throws
        -> Plane<Float>
    {
        // Probability falls over 8 frame pixels.
        try plane(columns: view.columns, rows: view.rows) { column, row in
            let here = view.framePoint(of: PixelPoint(column: column, row: row))
            return Float(min(max(0.5 + (radius - here.distanceInPixels(to: centre)) / 8, 0), 1))
        }
    }

    @Test(
        "a disc keeps its area within 0.5 % and its centre within 0.02 pixels in the frame",
        arguments: [(200.3, 180.8, 22.0), (251.9, 130.1, 31.7), (300.0, 200.5, 60.0)])
    func disc(column: Double, row: Double, radius: Double) throws {
        let box = try #require(PixelBox(column: 12, row: 30, columns: 480, rows: 433))
        let view = NetworkView(box: box, side: 192)
        let centre = PixelPoint(column: column, row: row)
        let outline = try outline(disc(view, centre, radius: radius), view: view)
        #expect(abs(outline.signedAreaInPixels / (.pi * radius * radius) - 1) < 0.005)
        #expect(outline.centroid.distanceInPixels(to: centre) < 0.02)
        #expect(outline.share(alongBorderOf: view.box) == 0)
    }

    @Test("an outline follows a smooth border: no step is longer than a network pixel's diagonal")
    func smooth() throws {
        let box = try #require(PixelBox(column: 0, row: 0, columns: 480, rows: 480))
        let view = NetworkView(box: box, side: 192)
        let centre = PixelPoint(column: 240.2, row: 240.9)
        let vertices = try outline(disc(view, centre, radius: 40), view: view).vertices
        for (vertex, next) in zip(vertices, vertices.dropFirst()) {
            #expect(vertex.distanceInPixels(to: next) < 2.5 * 0.71)
            #expect(abs(vertex.distanceInPixels(to: centre) - 40) < 0.05)
        }
    }

    @Test("what reaches the border ends on it: a quarter disc in the corner")
    func corner() throws {
        let box = try #require(PixelBox(column: 50, row: 40, columns: 384, rows: 384))
        let view = NetworkView(box: box, side: 192)
        let corner = PixelPoint(column: 49.5, row: 39.5)
        let outline = try outline(disc(view, corner, radius: 60), view: view)
        #expect(abs(outline.signedAreaInPixels / (.pi * 900) - 1) < 0.005)
        #expect(outline.vertices.contains(corner))
        let share = outline.share(alongBorderOf: box)
        #expect(abs(share - 2 / (2 + .pi / 2)) < 0.01)
    }

    @Test("a neighbour that touches at a corner is left out")
    func neighbour() throws {
        let box = try #require(PixelBox(column: 0, row: 0, columns: 40, rows: 40))
        let view = NetworkView(box: box, side: 40)
        let two = try plane(columns: 40, rows: 40) { column, row in
            (5..<15).contains(column) && (5..<15).contains(row)
                ? 1
                : (16..<20).contains(column) && (16..<20).contains(row) ? 0.9 : 0.3
        }
        let outline = try outline(two, view: view)
        // The border lies 5 ∕ 7 of a pixel outside the outer samples.
        #expect(outline.boundingBox == PixelBox(column: 4, row: 4, columns: 12, rows: 12))
    }
}

@Suite struct InnerPointTests {
    @Test("random groups: no pixel is deeper, and of equals the first is taken")
    func deepest() throws {
        var random = SeededNumbers(state: 3)
        for _ in 0..<30 {
            let noise = try plane(columns: 14, rows: 11) { _, _ in
                Float.random(in: 0...1, using: &random)
            }
            let groups = ConnectedGroups(of: noise, connectivity: .eight) { $0 > 0.25 }
            for group in groups.groups {
                let expected = byTrial(group, columns: 14, rows: 11)
                let found = InnerPoint.deepest(of: group, on: noise.size)
                #expect(found.column == expected % 14 && found.row == expected / 14)
            }
        }
    }

    private func byTrial(_ group: PixelGroup, columns: Int, rows: Int) -> Int {
        let inside = Set(group.pixels)
        var best = (squared: 0, pixel: 0)
        for pixel in group.pixels.sorted() {
            var least = Int.max
            for row in -1...rows {
                for column in -1...columns {
                    let isPlane = (0..<columns).contains(column) && (0..<rows).contains(row)
                    if isPlane && inside.contains(row * columns + column) { continue }
                    let across = column - pixel % columns
                    let down = row - pixel / columns
                    least = min(least, across * across + down * down)
                }
            }
            if least > best.squared { best = (least, pixel) }
        }
        return best.pixel
    }
}

@Suite struct CandidateFeatureTests {
    @Test("features of two bars, worked out by hand")
    func features() throws {
        // G: 4 × 2 pixels, 6 of 0.9 and 2 of 0.6; beside it one column of 0.4; a rival of 3 pixels.
        let seen = try plane(columns: 12, rows: 8) { column, row in
            if (2..<4).contains(row), (1..<5).contains(column) { return column == 4 ? 0.6 : 0.9 }
            if (2..<4).contains(row), column == 5 { return 0.4 }
            return row == 6 && (8..<11).contains(column) ? 0.8 : 0.1
        }
        let box = try #require(PixelBox(column: 0, row: 0, columns: 24, rows: 16))
        let probabilities = Probabilities(
            view: NetworkView(box: box, side: 12), nerve: seen, vessel: nil)
        let groups = ConnectedGroups(of: seen, connectivity: .eight) { $0 >= 0.5 }
        let outlined = OutlinedGroup(
            group: groups.groups[0], groups: groups, probabilities: probabilities)
        let wide = ConnectedGroups(of: seen, connectivity: .eight) { $0 >= 0.35 }
        let first = FirstGroup(group: wide.groups[0], rival: 2.4, probabilities: probabilities)
        let features = first.completed(outlined.features, outlined: outlined)
        let entropy09 = 0.468_995_593_589
        let entropy06 = 0.970_950_594_455
        let expected: [CandidateFeature: Double] = [
            .meanProbability: 0.825, .firstMeanProbability: 0.74, .lowProbability: 0.74,
            .peakProbability: 0.9, .logArea: -2.484_906_649_788, .sharpness: 0.6,
            .areaAgreement: 0.8, .margin: (7.4 - 2.4) / 7.4,
            .borderEntropy: (6 * entropy09 + 2 * entropy06) / 8,
        ]
        for feature in CandidateFeature.allCases {
            let found = try #require(features[feature])
            #expect(abs(found - (expected[feature] ?? .nan)) < 1e-5, "\(feature)")
        }
    }
}
