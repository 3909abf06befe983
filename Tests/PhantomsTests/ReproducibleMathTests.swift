import Foundation
import Testing

@testable import Phantoms

@Suite struct ReproducibleMathTests {
    @Test("agrees with the C library", arguments: Array(stride(from: -9.7, through: 9.7, by: 0.31)))
    func elementary(x: Double) {
        #expect(abs(ReproducibleMath.cosine(x) - cos(x)) < 1e-11)
        #expect(abs(ReproducibleMath.sine(x) - sin(x)) < 1e-11)
        #expect(abs(ReproducibleMath.exp(x) / exp(x) - 1) < 1e-12)
        #expect(abs(ReproducibleMath.arcTangent(x) - atan(x)) < 1e-12)
        #expect(abs(ReproducibleMath.log2(exp(x)) - x * 1.4426950408889634) < 1e-11)
    }

    @Test("decibels and amplitudes are inverse", arguments: [-120.0, -37.5, 0, 0.25, 20])
    func decibels(level: Double) {
        let amplitude = ReproducibleMath.amplitude(decibels: level)
        #expect(abs(ReproducibleMath.decibels(amplitude: amplitude) - level) < 1e-9)
        #expect(abs(amplitude / pow(10, level / 20) - 1) < 1e-11)
    }

    @Test("the table holds its levels to 1/32 dB")
    func table() {
        let table = DecibelTable()
        #expect(abs(table.amplitude(-20) - 0.1) < 1e-7)
        #expect(table.amplitude(-1_000) == table.amplitude(-240))
    }
}
