/// A thin reflecting sheet cut across: a septum, a fascia, a strand of perimysium.
struct Strand {
    var lateral: ClosedRange<Double>
    /// Half thickness, mm.
    var halfThickness: Double
    /// Level of the mirror-like part; the diffuse part is 8 dB below.
    var level: Double
    /// Whether the level falls towards both ends.
    var tapers = true
}

extension TissueMap {
    /// Paints a strand along `depth(x)`, keeping what is brighter. Sheets that are oblique to the
    /// beam send less back.
    mutating func paint(
        _ strand: Strand, attenuation value: Double? = nil, depth: (Double) -> Double
    ) {
        let middle = (strand.lateral.lowerBound + strand.lateral.upperBound) / 2
        let half = max(1e-6, (strand.lateral.upperBound - strand.lateral.lowerBound) / 2)
        for column in columnRange(strand.lateral) {
            let x = lateral(column: column)
            let y0 = depth(x)
            let slope = (depth(x + 0.05) - y0) * 20
            let end = (x - middle) / half
            let taper = strand.tapers ? 14 * end * end : 0
            let level = strand.level - taper - 9 * min(3, slope * slope * 6)
            paintColumn(column, around: y0, strand: strand, level: level, attenuation: value)
        }
    }

    private mutating func paintColumn(
        _ column: Int, around y0: Double, strand: Strand, level: Double, attenuation value: Double?
    ) {
        let reach = max(strand.halfThickness * 2, depthStep * 0.75)
        for row in rowRange(y0 - reach...y0 + reach) {
            let u = (self.depth(row: row) - y0) / strand.halfThickness
            let here = Float(level - 5 * u * u)
            let cell = row * columns + column
            coherent[cell] = max(coherent[cell], here)
            diffuse[cell] = max(diffuse[cell], here - 8)
            if let value, abs(u) < 1 { attenuation[cell] = Float(value) }
        }
    }
}

/// Septa of fat, perimysium of muscle, and the fasciae between layers.
struct StrandPainter {
    let scene: Scene
    let scanner: ScannerSettings
    var random: RandomStream

    mutating func paint(_ map: inout TissueMap) {
        guard !scene.options.uniform else { return }
        let width = scanner.geometry.arcLength(depth: scanner.depth)
        let unit = scanner.geometry.arcLength(depth: 20) / 38
        let bottom = scanner.depth + 2
        paintFascia(scene.skin, level: -16, half: 0.1, on: &map)
        scatter(
            &map, from: scene.skin, to: scene.fat.depth, count: Int(width * 0.9),
            length: 3...15, level: -40 ... -18, half: 0.05 * unit...0.11 * unit, slope: 0.13)
        let area = width * (bottom - scene.fat.depth) / (unit * unit)
        scatter(
            &map, from: scene.fat, to: bottom, count: Int(area / 2.2), length: 0.7...4.5,
            level: -47 ... -24, half: 0.04 * unit...0.1 * unit, slope: 0.22)
        scatter(
            &map, from: scene.fat, to: bottom, count: Int(area / 45), length: 4...15,
            level: -38 ... -17, half: 0.06 * unit...0.12 * unit, slope: 0.16)
        paintSepta(on: &map, unit: unit)
        paintFascia(scene.fat, level: -14, half: 0.14 * unit, on: &map)
        paintFascia(scene.plane, level: -19, half: 0.12 * unit, on: &map)
    }

    /// Oblique fasciae that part one muscle from the next.
    private mutating func paintSepta(on map: inout TissueMap, unit: Double) {
        for _ in 0..<random.whole(1...4) {
            let centre = random.uniform(map.left ... -map.left)
            let half = random.uniform(5...16) * unit
            let below = scene.fat.depth + random.uniform(2...scanner.depth * 0.6)
            let tilt = random.uniform(-0.45...0.45)
            let bend = random.uniform(-0.018...0.018) / unit
            let strand = Strand(
                lateral: centre - half...centre + half,
                halfThickness: random.uniform(0.07...0.15) * unit,
                level: random.uniform(-24 ... -13))
            map.paint(strand, attenuation: Tissue.connective.attenuation) { x in
                let from = x - centre
                return below + tilt * from + bend * from * from
            }
        }
    }

    private mutating func paintFascia(
        _ boundary: Scene.Boundary, level: Double, half: Double, on map: inout TissueMap
    ) {
        let reach = -map.left
        let scene = scene
        for _ in 0..<2 {
            let shift = random.uniform(-0.5...0.5)
            var x = -reach
            while x < reach {
                let end = x + random.uniform(5...16)
                let strand = Strand(
                    lateral: x...end, halfThickness: half, level: level + random.uniform(-9...2))
                map.paint(strand, attenuation: Tissue.connective.attenuation) {
                    scene.depth(of: boundary, lateral: $0) + shift
                }
                x = end - random.uniform(-0.8...3)
            }
        }
    }

    /// Random strands between a boundary and a depth; they follow the boundary above and wander.
    private mutating func scatter(
        _ map: inout TissueMap, from boundary: Scene.Boundary, to bottom: Double, count: Int,
        length: ClosedRange<Double>, level: ClosedRange<Double>, half: ClosedRange<Double>,
        slope: Double
    ) {
        let unit = scanner.geometry.arcLength(depth: 20) / 38
        let scene = scene
        for _ in 0..<count {
            let centre = random.uniform(map.left ... -map.left)
            let extent = random.uniform(length) * unit / 2
            let below = random.uniform(0...max(0.5, bottom - boundary.depth))
            let tilt = random.uniform(-slope...slope)
            let wave = (size: extent * random.uniform(0...0.09), turns: random.uniform(0.1...0.35))
            let strand = Strand(
                lateral: centre - extent...centre + extent, halfThickness: random.uniform(half),
                level: random.uniform(level))
            let layer = scene.plane
            map.paint(strand) { x in
                let from = x - centre
                let bend = ReproducibleMath.sine(from / extent * wave.turns * 6 + centre)
                let follow =
                    below < 3 ? boundary.offset(lateral: x) : layer.offset(lateral: x) * 0.7
                return boundary.depth + scene.geometry.surface(lateral: x) * 0.6 + below
                    + from * tilt + bend * wave.size + follow
            }
        }
    }
}
