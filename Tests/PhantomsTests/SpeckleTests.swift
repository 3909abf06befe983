import Foundation
import Testing

@testable import Phantoms

@Suite struct SpeckleTests {
    static func uniform(seed: UInt64, looks: Int = 1, timeGain: Double = 1) -> UltrasoundParameters
    {
        var scanner = ScannerSettings.linear
        scanner.looks = looks
        scanner.timeGain = timeGain
        scanner.frequencyMegahertz = 5
        scanner.noiseDecibels = -200
        var parameters = UltrasoundParameters(seed: seed, scanner: scanner)
        parameters.scene.uniform = true
        parameters.scene.nerves = 0
        parameters.scene.vessels = 0
        return parameters
    }

    /// Envelope values well inside the picture.
    static func inside(_ phantom: UltrasoundPhantom) -> [Double] {
        let envelope = phantom.envelope(frame: 0)
        let grid = phantom.grid
        return (grid.samples / 5..<grid.samples * 4 / 5).flatMap { sample in
            (grid.lines / 10..<grid.lines * 9 / 10).map {
                Double(envelope[sample * grid.lines + $0])
            }
        }
    }

    static func signalToNoise(_ values: [Double]) -> Double {
        let mean = values.reduce(0, +) / Double(values.count)
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
        return mean / variance.squareRoot()
    }

    @Test("one look is Rayleigh: SNR 1.91 (Wagner 1983)", arguments: 1...4 as ClosedRange<UInt64>)
    func rayleigh(seed: UInt64) throws {
        let ratio = Self.signalToNoise(Self.inside(try UltrasoundPhantom(Self.uniform(seed: seed))))
        #expect(abs(ratio - 1.913) < 0.08)
    }

    @Test("independent looks raise the SNR by their square root", arguments: [2, 4])
    func looks(looks: Int) throws {
        let phantom = try UltrasoundPhantom(Self.uniform(seed: 7, looks: looks))
        let ratio = Self.signalToNoise(Self.inside(phantom))
        #expect(abs(ratio / 1.913 - Double(looks).squareRoot()) < 0.12)
    }

    @Test("without time gain the level falls by twice the attenuation")
    func attenuation() throws {
        let phantom = try UltrasoundPhantom(Self.uniform(seed: 3, timeGain: 0))
        let grid = phantom.grid
        let envelope = phantom.envelope(frame: 0)
        func level(_ depth: Double) -> Double {
            let centre = Int(depth / grid.sampleStep)
            let power = (centre - 12...centre + 12).reduce(0.0) { sum, sample in
                sum
                    + (0..<grid.lines).reduce(0.0) {
                        $0
                            + Double(
                                envelope[sample * grid.lines + $1]
                                    * envelope[sample * grid.lines + $1])
                    }
            }
            return 10 * log10(power)
        }
        let slope = (level(10) - level(34)) / 2.4
        let expected = 2 * Tissue.muscle.attenuation * 5
        #expect(abs(slope / expected - 1) < 0.03)
    }

    @Test("time gain of 1 makes the picture flat")
    func timeGain() throws {
        let phantom = try UltrasoundPhantom(Self.uniform(seed: 3))
        let envelope = phantom.envelope(frame: 0)
        let half = envelope.count / 2
        let ratio = envelope[..<half].reduce(0, +) / envelope[half...].reduce(0, +)
        #expect(abs(ratio - 1) < 0.1)
    }
}
