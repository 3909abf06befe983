/// Log compression of the envelope to grey levels 0…255.
struct Display {
    let parameters: UltrasoundParameters
    let grid: BeamGrid

    func grey(_ envelope: [Float]) -> [Float] {
        let range = parameters.scanner.dynamicRangeDecibels
        let contact = contactLoss()
        var result = envelope
        for index in 0..<envelope.count {
            let amplitude = max(1e-9, Double(envelope[index]))
            let level =
                ReproducibleMath.decibels(amplitude: amplitude) + parameters.scanner.gainDecibels
                - contact[index % grid.lines]
            result[index] = Float(min(255, max(0, (level + range) / range * 255)))
        }
        return result
    }

    /// dB lost per beam where the probe has no contact.
    private func contactLoss() -> [Double] {
        var random = RandomStream(seed: parameters.seed, purpose: 5)
        let right = random.chance(0.5)
        let share = random.uniform(0.06...0.22)
        return (0..<grid.lines).map { line in
            guard parameters.scene.dropout else { return 0 }
            let from = Double(right ? grid.lines - 1 - line : line) / Double(grid.lines - 1)
            return 45 * ReproducibleMath.smoothStep((share - from) / 0.05)
        }
    }
}
