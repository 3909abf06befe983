/// Which probe a phantom imitates.
package enum ProbeKind: String, Hashable, Sendable, CaseIterable {
    case linear
    case curved
}

extension UltrasoundParameters {
    /// Settings and contents as they vary from patient to patient and from reader to reader, by seed:
    /// depth, frequency, gain, time gain, dynamic range, compounding, focus, vessels, bone, tendon.
    package static func varied(seed: UInt64, probe: ProbeKind) -> UltrasoundParameters {
        var random = RandomStream(seed: seed, purpose: 6)
        var scanner: ScannerSettings = probe == .linear ? .linear : .curved
        scanner.depth = random.uniform(probe == .linear ? 30...48 : 70...95)
        scanner.frequencyMegahertz = random.uniform(probe == .linear ? 8...13 : 3.5...5.5)
        scanner.focus = scanner.depth * random.uniform(0.35...0.55)
        scanner.fNumber = random.uniform(2...3)
        scanner.gainDecibels = random.uniform(-9...3)
        scanner.dynamicRangeDecibels = random.uniform(54...66)
        scanner.timeGain = random.uniform(0.93...1)
        scanner.looks = random.whole(2...4)
        var parameters = UltrasoundParameters(seed: seed, scanner: scanner)
        parameters.scene.vessels = random.whole(0...2)
        parameters.scene.bone = random.chance(0.35)
        parameters.scene.tendon = random.chance(0.25)
        parameters.scene.dropout = random.chance(0.12)
        parameters.page.pixelSpacing =
            (scanner.depth / random.uniform(460...540) * 1_000).rounded() / 1_000
        return parameters
    }
}
