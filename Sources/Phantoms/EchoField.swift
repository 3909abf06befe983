/// Complex echoes on the beam grid: scatterers that lie where the tissue has carried them.
struct EchoField: Sendable {
    var real: [Float]
    var imaginary: [Float]
    let grid: BeamGrid

    init(grid: BeamGrid) {
        self.grid = grid
        real = [Float](repeating: 0, count: grid.count)
        imaginary = real
    }

    /// Spreads one echo over the four samples around a place.
    mutating func add(line: Double, sample: Double, real a: Float, imaginary b: Float) {
        guard line >= 0, sample >= 0, line < Double(grid.lines - 1),
            sample < Double(grid.samples - 1)
        else { return }
        let column = Int(line)
        let row = Int(sample)
        let u = Float(line - Double(column))
        let v = Float(sample - Double(row))
        let index = row * grid.lines + column
        let below = index + grid.lines
        let weights = ((1 - u) * (1 - v), u * (1 - v), (1 - u) * v, u * v)
        real[index] += a * weights.0
        real[index + 1] += a * weights.1
        real[below] += a * weights.2
        real[below + 1] += a * weights.3
        imaginary[index] += b * weights.0
        imaginary[index + 1] += b * weights.1
        imaginary[below] += b * weights.2
        imaginary[below + 1] += b * weights.3
    }

    mutating func scale(by level: [Float], table: DecibelTable) {
        for index in 0..<grid.count {
            let factor = table.amplitude(level[index])
            real[index] *= factor
            imaginary[index] *= factor
        }
    }

    /// Receiver noise, raised with depth as time gain raises it.
    mutating func addNoise(
        level: Double, timeGain: [Float], table: DecibelTable, random: inout RandomStream
    ) {
        for sample in 0..<grid.samples {
            let amplitude = table.amplitude(Float(level) + timeGain[sample]) * 0.707
            for index in sample * grid.lines..<(sample + 1) * grid.lines {
                real[index] += amplitude * random.nearlyNormal()
                imaginary[index] += amplitude * random.nearlyNormal()
            }
        }
    }
}

/// Strews scatterers over a tissue map and carries them onto the beam grid.
struct ScattererField {
    let map: TissueMap
    let grid: BeamGrid
    let spread: PointSpread
    let table: DecibelTable

    /// One scatterer per cell of the map, at a random place in it. Bilinear spreading keeps 4/9 of
    /// the power, hence the 1.5.
    func echoes(seed: UInt64, look: Int, motion: TissueMotion) -> EchoField {
        var field = EchoField(grid: grid)
        var random = RandomStream(seed: seed, purpose: 100 + UInt64(look))
        for row in 0..<map.rows {
            for column in 0..<map.columns {
                let bits = random.next()
                let noise = (random.nearlyNormal(), random.nearlyNormal())
                let cell = row * map.columns + column
                guard map.diffuse[cell] > -150 || map.coherent[cell] > -150 else { continue }
                let rest = TissuePoint(
                    lateral: map.lateral(column: column)
                        + (Double(bits & 0xFFFF_FFFF) * 0x1p-32 - 0.5) * map.lateralStep,
                    depth: map.depth(row: row)
                        + (Double(bits >> 32) * 0x1p-32 - 0.5) * map.depthStep)
                let place = grid.indices(of: motion.isRest ? rest : motion.position(of: rest))
                let sample = min(max(Int(place.sample), 0), grid.samples - 1)
                let diffuse =
                    table.amplitude(map.diffuse[cell]) * 1.5 * spread.diffuseScale[sample] * 0.707
                let coherent = table.amplitude(map.coherent[cell]) * spread.coherentScale[sample]
                field.add(
                    line: place.line, sample: place.sample,
                    real: diffuse * noise.0 + coherent * (1 + 0.25 * noise.1),
                    imaginary: diffuse * noise.1)
            }
        }
        return field
    }
}
