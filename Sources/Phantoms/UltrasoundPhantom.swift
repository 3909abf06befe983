import Geometry
import Raster

/// Why parameters make no phantom.
package enum PhantomError: Error, Hashable, Sendable {
    case pictureSize
    case frames(found: Int)
    case scanner(String)
    case scene(String)

    /// One sentence: what, found, allowed, remedy.
    package var message: String {
        switch self {
        case .pictureSize:
            "the phantom's picture is not between 16 and 8,192 pixels a side; "
                + "change the pixel spacing or the depth"
        case .frames(let found):
            "the phantom has \(found) frames; 1 to 10,000 are allowed"
        case .scanner(let what): "the phantom's scanner is not possible: \(what)"
        case .scene(let what): "the phantom's scene is not possible: \(what)"
        }
    }
}

/// A simulated B-mode recording with exact truth.
///
/// Scatterers in a tissue map are carried by the tissue, convolved with a point spread whose lateral
/// width depends on depth, absorbed along each beam, amplified by time gain, envelope-detected,
/// averaged over looks, compressed and placed on a canvas. It is a model of appearance and of first
/// order physics: no refraction, no reverberation, no side lobes.
package struct UltrasoundPhantom: Sendable {
    package let parameters: UltrasoundParameters
    package let scene: Scene
    package let conversion: ScanConversion
    let grid: BeamGrid
    let map: TissueMap

    /// - Throws: `PhantomError` when a parameter is out of its range.
    package init(_ parameters: UltrasoundParameters) throws(PhantomError) {
        try parameters.check()
        guard let conversion = ScanConversion(scanner: parameters.scanner, page: parameters.page)
        else { throw .pictureSize }
        self.conversion = conversion
        self.parameters = parameters
        scene = Scene(sampling: parameters)
        grid = BeamGrid(scanner: parameters.scanner)
        var map = TissueMap(scanner: parameters.scanner)
        var random = RandomStream(seed: parameters.seed, purpose: 2)
        LayerPainter(scene: scene, random: &random).paint(&map)
        var strands = StrandPainter(
            scene: scene, scanner: parameters.scanner,
            random: RandomStream(seed: parameters.seed, purpose: 3))
        strands.paint(&map)
        var organs = OrganPainter(
            scene: scene, random: RandomStream(seed: parameters.seed, purpose: 4))
        organs.paint(&map)
        self.map = map
    }

    package func motion(frame index: Int) -> TissueMotion {
        TissueMotion(scene: scene, options: parameters.motion, index: index)
    }

    /// Envelope of frame `index` (from 0) on the beam grid, 1 is white.
    func envelope(frame index: Int) -> [Float] {
        let scanner = parameters.scanner
        let motion = motion(frame: index)
        let table = DecibelTable()
        let profile = GainProfile(map: map, grid: grid, scanner: scanner, motion: motion)
        let spread = PointSpread(scanner: scanner, grid: grid, map: map)
        let scatterers = ScattererField(map: map, grid: grid, spread: spread, table: table)
        var sum = [Float](repeating: 0, count: grid.count)
        for look in 0..<scanner.looks {
            var field = scatterers.echoes(seed: parameters.seed, look: look, motion: motion)
            field.scale(by: profile.level, table: table)
            var random = RandomStream(
                seed: parameters.seed, purpose: 1_000 + UInt64(index * 16 + look))
            field.addNoise(
                level: scanner.noiseDecibels, timeGain: profile.timeGain, table: table,
                random: &random)
            let envelope = spread.envelope(of: field)
            for sample in 0..<grid.count { sum[sample] += envelope[sample] }
        }
        return sum.map { $0 / Float(scanner.looks) }
    }

    /// The picture of frame `index` (from 0).
    package func frame(_ index: Int) -> Plane<UInt8> {
        let display = Display(parameters: parameters, grid: grid)
        var picture = conversion.picture(of: display.grey(envelope(frame: index)), grid: grid)
        Annotation(page: parameters.page, conversion: conversion).draw(on: &picture)
        return picture
    }
}
