import Geometry
import Raster
import Testing
import Tracing

@testable import Phantoms

@Suite struct PictureTests {
    static func curved(seed: UInt64) -> UltrasoundParameters {
        var parameters = UltrasoundParameters(seed: seed, scanner: .curved)
        parameters.scanner.looks = 1
        parameters.page.pixelSpacing = 0.25
        return parameters
    }

    @Test("the same seed gives the same picture, another seed another")
    func seeds() throws {
        let first = try UltrasoundPhantom(PhantomTruthTests.parameters(seed: 9)).frame(0)
        let again = try UltrasoundPhantom(PhantomTruthTests.parameters(seed: 9)).frame(0)
        let other = try UltrasoundPhantom(PhantomTruthTests.parameters(seed: 10)).frame(0)
        #expect(first == again)
        #expect(first != other)
    }

    @Test("a vessel is black, a nerve brighter than its surroundings")
    func levels() throws {
        let phantom = try UltrasoundPhantom(PhantomTruthTests.parameters(seed: 4))
        let picture = phantom.frame(0)
        let truth = phantom.truth(frame: 0)
        let nerve = try #require(truth.nerves.first).outline
        let vessel = try #require(truth.vessels.first).outline
        #expect(mean(of: picture, inside: vessel) < 25)
        #expect(mean(of: picture, inside: nerve) > 60)
    }

    @Test("outside the sector of a curved probe there is nothing")
    func sector() throws {
        var parameters = Self.curved(seed: 2)
        parameters.page.caption = ""
        parameters.page.ruler = false
        let phantom = try UltrasoundPhantom(parameters)
        let picture = phantom.frame(0)
        let region = phantom.conversion.region
        #expect(picture[column: region.column, row: region.row] == 0)
        #expect(picture[column: region.column, row: region.endRow - 1] == 0)
        let middle = region.column + region.columns / 2
        let skin = Int(phantom.conversion.pixel(of: TissuePoint(lateral: 0, depth: 1)).row)
        #expect(picture[column: middle, row: skin] > 40)
    }

    @Test("beams and points are inverse", arguments: [ScannerSettings.linear, .curved])
    func geometry(scanner: ScannerSettings) {
        for position in stride(from: -1.0, through: 1, by: 0.25) {
            for depth in [0, 3.5, 29, 39.9] {
                let point = scanner.geometry.point(position: position, depth: depth)
                let beam = scanner.geometry.beam(through: point)
                #expect(abs(beam.position - position) < 1e-9)
                #expect(abs(beam.depth - depth) < 1e-9)
            }
        }
    }

    @Test("pixels and points are inverse")
    func pixels() throws {
        let phantom = try UltrasoundPhantom(Self.curved(seed: 1))
        let pixel = phantom.conversion.pixel(of: phantom.conversion.point(column: 40, row: 77))
        #expect(abs(pixel.column - 40) < 1e-9)
        #expect(abs(pixel.row - 77) < 1e-9)
    }

    private func mean(of picture: Plane<UInt8>, inside outline: Outline) -> Double {
        let mask = LabelPlane(size: picture.size, inside: outline, label: 1)
        let values = zip(picture.samples, mask.samples).filter { $0.1 == 1 }.map { Double($0.0) }
        return values.reduce(0, +) / Double(max(1, values.count))
    }

    @Test("a bone deeper than the picture is left out")
    func deepBone() throws {
        let phantom = try UltrasoundPhantom(.varied(seed: 5008, probe: .linear))
        #expect(phantom.parameters.scene.bone)
    }
}
