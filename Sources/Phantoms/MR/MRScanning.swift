import Raster

/// From the body's signal to a scanner's picture: coils, blur, ghosts, noise, twelve bits.
struct MRScanning {
    let acquisition: MRAcquisition
    private let coils: ValueNoise
    private let phase: Double
    private let seed: UInt64

    init(_ parameters: MRPhantomParameters) {
        acquisition = parameters.acquisition
        seed = parameters.seed
        var random = RandomStream(seed: parameters.seed, purpose: 25)
        coils = ValueNoise(lateral: 110, depth: 110, random: &random)
        phase = random.uniform(7...23)
    }

    func picture(of body: [Float], slice: Int) -> Plane<UInt16> {
        let columns = acquisition.columns
        let rows = acquisition.rows
        var signal = blurred(body, near: 0.13, far: -0.025)
        if acquisition.blur > 0 {
            signal = blurred(signal, near: 0.3 * Float(acquisition.blur), far: 0)
        }
        shade(&signal, slice: slice)
        if acquisition.ghosting > 0 { ghost(&signal) }
        var random = RandomStream(seed: seed, purpose: 1_000 + UInt64(slice))
        let noise = Float(acquisition.noise)
        var samples = [UInt16](repeating: 0, count: columns * rows)
        for index in samples.indices {
            let real = signal[index] + noise * random.nearlyNormal()
            let imaginary = noise * random.nearlyNormal()
            let magnitude = (real * real + imaginary * imaginary).squareRoot()
            samples[index] = UInt16(min(4_095, magnitude))
        }
        guard let size = PlaneSize(columns: columns, rows: rows) else {
            preconditionFailure("checked parameters have a size")
        }
        return Plane(size: size, samples: samples)
    }

    /// The point spread of a filtered raster: about a pixel wide, with the first dark ring where the
    /// share of the `far` pixel is negative.
    private func blurred(_ body: [Float], near: Float, far: Float) -> [Float] {
        let own = 1 - 2 * near - 2 * far
        let columns = acquisition.columns
        var across = body
        for row in 0..<acquisition.rows {
            let start = row * columns
            for column in 2..<columns - 2 {
                let i = start + column
                across[i] =
                    own * body[i] + near * (body[i - 1] + body[i + 1])
                    + far * (body[i - 2] + body[i + 2])
            }
        }
        var result = across
        for i in 2 * columns..<across.count - 2 * columns {
            result[i] =
                own * across[i] + near * (across[i - columns] + across[i + columns])
                + far * (across[i - 2 * columns] + across[i + 2 * columns])
        }
        return result
    }

    private func shade(_ signal: inout [Float], slice: Int) {
        let strength = Float(acquisition.shading)
        let height = Double(slice) * acquisition.distance * 0.3
        for row in 0..<acquisition.rows {
            for column in 0..<acquisition.columns {
                let x = Double(column) * acquisition.spacing
                let y = Double(row) * acquisition.spacing + height
                let gain = 1 + strength * coils.value(lateral: x, depth: y) * 0.6
                signal[row * acquisition.columns + column] *= max(0.2, gain)
            }
        }
    }

    /// Copies of the body shifted along the rows' direction by periodic motion.
    private func ghost(_ signal: inout [Float]) {
        let columns = acquisition.columns
        let shift = Int(Double(acquisition.rows) / phase)
        let strength = Float(acquisition.ghosting)
        let source = signal
        for row in 0..<acquisition.rows {
            let above = (row + acquisition.rows - shift) % acquisition.rows
            let below = (row + shift) % acquisition.rows
            for column in 0..<columns {
                signal[row * columns + column] +=
                    strength * (source[above * columns + column] - source[below * columns + column])
            }
        }
        for index in signal.indices { signal[index] = max(0, signal[index]) }
    }
}
