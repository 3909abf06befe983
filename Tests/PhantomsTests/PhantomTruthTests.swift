import Geometry
import Raster
import Testing
import Tracing

@testable import Phantoms

@Suite struct PhantomTruthTests {
    /// A small picture: quick to render.
    static func parameters(seed: UInt64, nerves: Int = 1) -> UltrasoundParameters {
        var scanner = ScannerSettings.linear
        scanner.looks = 1
        var parameters = UltrasoundParameters(seed: seed, scanner: scanner)
        parameters.scene.nerves = nerves
        parameters.page.pixelSpacing = 0.1
        return parameters
    }

    @Test("outline, mask and formula agree on the area", arguments: 1...12 as ClosedRange<UInt64>)
    func area(seed: UInt64) throws {
        let phantom = try UltrasoundPhantom(Self.parameters(seed: seed, nerves: 2))
        let frame = phantom.truth(frame: 0)
        try #require(frame.nerves.count == 2)
        for structure in frame.nerves + frame.vessels {
            let pixel = phantom.conversion.spacing.pixelArea.value
            let polygon = structure.outline.signedAreaInPixels * pixel
            #expect(abs(polygon / structure.area - 1) < 0.0005)
            let mask = LabelPlane(
                size: phantom.conversion.size, inside: structure.outline, label: 1)
            let counted = Double(mask.samples.filter { $0 == 1 }.count) * pixel
            // Gauss's circle problem: the error of counting grows slower than the perimeter.
            #expect(abs(counted - structure.area) < 0.25 * structure.perimeter * 0.1)
        }
    }

    @Test("the area asked for is the area of the truth", arguments: [12.0, 30, 75])
    func givenArea(area: Double) throws {
        var parameters = Self.parameters(seed: 5)
        parameters.scene.nerveArea = area
        let truth = try UltrasoundPhantom(parameters).truth(frame: 0)
        #expect(abs((truth.nerves.first?.area ?? 0) / area - 1) < 1e-12)
    }

    @Test("structures do not touch", arguments: 20...40 as ClosedRange<UInt64>)
    func apart(seed: UInt64) {
        var parameters = Self.parameters(seed: seed, nerves: 2)
        parameters.scene.vessels = 2
        parameters.scene.tendon = true
        let scene = Scene(sampling: parameters)
        let shapes = scene.nerves.map(\.border) + scene.vessels + scene.tendons
        for (index, shape) in shapes.enumerated() {
            for other in shapes[(index + 1)...] {
                #expect(shape.border(vertices: 64).allSatisfy { other.relativeRadius(of: $0) > 1 })
            }
        }
    }

    @Test("calipers of an ellipse")
    func axes() throws {
        var parameters = Self.parameters(seed: 3)
        parameters.motion.frames = 3
        parameters.motion.lateral = 2
        parameters.motion.depth = -0.5
        parameters.motion.widening = 0.1
        let phantom = try UltrasoundPhantom(parameters)
        let frames = (0..<3).compactMap { phantom.truth(frame: $0).nerves.first }
        try #require(frames.count == 3)
        let shift = (frames[1].centroid.column - frames[0].centroid.column) * 0.1
        #expect(abs(shift - 2) < 0.02)
        #expect(abs((frames[1].centroid.row - frames[0].centroid.row) * 0.1 + 0.5) < 0.01)
        #expect(frames[1].area == frames[0].area)
        let polygon = frames[1].outline.signedAreaInPixels * 0.01
        #expect(abs(polygon / frames[1].area - 1) < 0.0005)
        #expect(frames[1].longAxis / frames[1].shortAxis > frames[0].longAxis / frames[0].shortAxis)
        #expect(frames[2].outline == frames[0].outline)
    }
}
