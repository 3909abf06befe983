import Foundation
import Geometry
import Raster
import StudyModel
import Testing
import Tracing

@testable import Measuring

@Suite struct EchoTests {
    private let disc: (PixelPoint, Double) -> [PixelPoint] = { centre, radius in
        (0..<360).map {
            let angle = Double($0) * .pi / 180
            return PixelPoint(
                column: centre.column + radius * cos(angle), row: centre.row + radius * sin(angle))
        }
    }

    /// A disc of grey 80, its right half 40, on a background of 100.
    private func picture(_ outline: Outline) throws -> Plane<Float> {
        let size = try #require(PlaneSize(columns: 300, rows: 200))
        let mask = LabelPlane(size: size, inside: outline, label: 1)
        return Plane(
            size: size,
            samples: mask.samples.indices.map { index in
                mask.samples[index] == 0 ? 100 : index % 300 < 150 ? 80 : 40
            })
    }

    @Test("mean, spread, difference and share of the darker half of a disc")
    func halves() throws {
        let outline = try Outline(closing: disc(PixelPoint(column: 149.5, row: 100), 30))
        let found = try #require(
            Measurer().measurement(
                of: nerve(outline),
                in: try frame(
                    luminance: picture(outline), scale: .uniform(.unknown(.noEvidence)),
                    modality: .ultrasound)
            ).measurement)
        #expect(near(found[.echoMean]?.value, 60, within: 1e-9))
        #expect(near(found[.echoStandardDeviation]?.value, 20, within: 1e-9))
        #expect(near(found[.echoDifferenceFromSurroundings]?.value, -40, within: 1e-9))
        #expect(near(found[.hypoechoicFraction]?.value, 0.5, within: 1e-9))
        #expect(found.flags == [.gainDependent])
    }

    @Test("with most of the surroundings outside the picture there is no difference")
    func cut() throws {
        let outline = try Outline(closing: disc(PixelPoint(column: 4, row: 4), 30))
        let size = try #require(PlaneSize(columns: 300, rows: 200))
        let box = try #require(PixelBox(column: 0, row: 0, columns: 300, rows: 200))
        let echo = try #require(
            EchoTexture(of: outline, in: Plane(size: size, filledWith: 50), within: box))
        #expect(echo.mean == 50)
        #expect(echo.differenceFromSurroundings == nil)
        #expect(echo.hypoechoicFraction == nil)
    }

    @Test("an outline beside the picture has no echo")
    func outside() throws {
        let outline = try Outline(closing: disc(PixelPoint(column: 1000, row: 100), 30))
        let found = try #require(
            Measurer().measurement(
                of: nerve(outline),
                in: try frame(scale: .uniform(.unknown(.noEvidence)), modality: .ultrasound)
            ).measurement)
        #expect(found[.echoMean] == nil)
        #expect(found.flags.isEmpty)
    }

    @Test("Otsu's threshold needs samples of two levels")
    func otsu() {
        #expect(OtsuThreshold(of: [Float](repeating: 3, count: 100)) == nil)
        #expect(OtsuThreshold(of: [1, 2, 3]) == nil)
        let samples = [Float](repeating: 10, count: 60) + [Float](repeating: 200, count: 40)
        #expect(OtsuThreshold(of: samples)?.level == 10)
        #expect(OtsuThreshold(of: samples)?.shareAtOrBelow == 0.6)
        // Levels are clamped, not trapped on.
        #expect(OtsuThreshold(of: samples.map { $0 * 1000 - 50_000 })?.shareAtOrBelow == 0.6)
    }

    /// A region of columns 20–279 and rows 10–189 whose picture begins at `top(column)`.
    private func probe(_ top: (Int) -> Int) throws -> (plane: Plane<Float>, scale: FrameScale) {
        let size = try #require(PlaneSize(columns: 300, rows: 200))
        let box = try #require(PixelBox(column: 20, row: 10, columns: 260, rows: 180))
        var plane = Plane<Float>(size: size, filledWith: 0)
        for column in 40..<260 {
            for row in top(column)..<190 { plane[column: column, row: row] = 60 }
        }
        let calibration = Calibration.known(
            try spacing(0.2, 0.3), basis: .ultrasoundRegion(0), relativeUncertainty: 0)
        return (plane, .regions([.init(box: box, calibration: calibration)]))
    }

    private func depth(_ picture: (plane: Plane<Float>, scale: FrameScale)) throws -> Double? {
        let outline = try Outline(closing: disc(PixelPoint(column: 150, row: 110), 20))
        return try #require(
            Measurer().measurement(
                of: nerve(outline),
                in: try frame(
                    luminance: picture.plane, scale: picture.scale, modality: .ultrasound)
            ).measurement)[.depthFromSkin]?.value
    }

    @Test("depth runs straight down from a straight skin line to the nearest border")
    func depthFromSkin() throws {
        // The first visible row is 24, so the skin is at 23.5; the nerve begins at 90.
        let depth = try depth(try probe { _ in 24 })
        #expect(near(depth, 66.5 * 0.2, within: 1e-6))
    }

    @Test("under a curved probe, in a dark picture or without a region there is no depth")
    func noDepth() throws {
        let curved = try depth(try probe { 24 + ($0 - 150) * ($0 - 150) / 400 })
        #expect(curved == nil)
        let dark = try depth(try probe { _ in 190 })
        #expect(dark == nil)
        let (plane, _) = try probe { _ in 24 }
        let withoutRegion = try depth((plane, known(try spacing(0.2, 0.3))))
        #expect(withoutRegion == nil)
    }
}
