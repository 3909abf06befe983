/// What absorption takes and time gain gives back, in dB, for every sample of a frame.
struct GainProfile: Sendable {
    /// Net level per sample (negative in shadow), row after row of the beam grid.
    let level: [Float]
    /// Time gain per depth.
    let timeGain: [Float]
    private static let coarse = 4

    init(map: TissueMap, grid: BeamGrid, scanner: ScannerSettings, motion: TissueMotion) {
        let loss = Self.loss(map: map, grid: grid, scanner: scanner, motion: motion)
        var gain = [Float](repeating: 0, count: grid.samples)
        for sample in 0..<grid.samples {
            let row = loss[sample * grid.lines..<(sample + 1) * grid.lines].sorted()
            gain[sample] = min(
                row[grid.lines / 2] * Float(scanner.timeGain), Float(scanner.timeGainLimitDecibels))
        }
        var net = loss
        for sample in 0..<grid.samples {
            for line in 0..<grid.lines {
                let index = sample * grid.lines + line
                net[index] = max(-200, gain[sample] - loss[index])
            }
        }
        level = net
        timeGain = gain
    }

    /// There and back along each beam, every fourth sample looked up.
    private static func loss(
        map: TissueMap, grid: BeamGrid, scanner: ScannerSettings, motion: TissueMotion
    ) -> [Float] {
        let factor = Float(2 * scanner.frequencyMegahertz * grid.sampleStep / 10)
        var loss = [Float](repeating: 0, count: grid.count)
        for line in 0..<grid.lines {
            var total: Float = 0
            var here: Float = 0
            for sample in 0..<grid.samples {
                if sample % coarse == 0 {
                    let point = grid.point(line: line, sample: sample)
                    here = map.attenuation(at: motion.isRest ? point : motion.rest(of: point))
                }
                loss[sample * grid.lines + line] = total
                total += here * factor
            }
        }
        return loss
    }
}
