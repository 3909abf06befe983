/// Nerves, vessels, tendons and bone.
struct OrganPainter {
    let scene: Scene
    var random: RandomStream
    private let grain: ValueNoise
    private let patches: ValueNoise
    private let unit: Double

    init(scene: Scene, random: RandomStream) {
        self.scene = scene
        self.random = random
        unit = scene.geometry.arcLength(depth: 20) / 38
        grain = ValueNoise(lateral: 0.5 * unit, depth: 0.25 * unit, random: &self.random)
        patches = ValueNoise(lateral: 2 * unit, depth: 1.2 * unit, random: &self.random)
    }

    mutating func paint(_ map: inout TissueMap) {
        for nerve in scene.nerves { paintBed(nerve, on: &map) }
        if let bone = scene.bone { paint(bone, on: &map) }
        for tendon in scene.tendons { paintTendon(tendon, on: &map) }
        for vessel in scene.vessels { paintVessel(vessel, on: &map) }
        for nerve in scene.nerves { paintNerve(nerve, on: &map) }
    }

    /// Fat around the nerve that thins out along the plane between the muscles.
    private mutating func paintBed(_ nerve: Scene.Nerve, on map: inout TissueMap) {
        let border = nerve.border
        let bed = HarmonicShape(
            centre: border.centre, semiAxisLateral: border.semiAxisLateral * 1.75 + 1,
            semiAxisDepth: border.semiAxisDepth * 1.1 + 0.5)
        let level = Float(random.uniform(-50 ... -36))
        each(cellOf: bed, on: &map, margin: 1) { map, cell, point, radius in
            let edge = Float(ReproducibleMath.smoothStep((1 - radius) * 2.5))
            let noise = grain.value(lateral: point.lateral, depth: point.depth) * 3
            map.diffuse[cell] += (level + noise - map.diffuse[cell]) * edge
            if edge > 0.5 { map.attenuation[cell] = Float(Tissue.fat.attenuation) }
        }
        for side in [-1.0, 1] where random.chance(0.65) {
            sheet(over: bed, side: side, level: random.uniform(-34 ... -20), on: &map)
        }
    }

    /// The fascia that covers the bed above (`side` -1) or below (1).
    private mutating func sheet(
        over bed: HarmonicShape, side: Double, level: Double, on map: inout TissueMap
    ) {
        let half = bed.semiAxisLateral * random.uniform(0.9...1.7)
        let centre = TissuePoint(
            lateral: bed.centre.lateral + random.uniform(-0.4...0.4) * half,
            depth: bed.centre.depth)
        let drop = random.uniform(-0.14...0.14)
        let rise = bed.semiAxisDepth * random.uniform(0.95...1.25)
        let strand = Strand(
            lateral: centre.lateral - half...centre.lateral + half, halfThickness: 0.12 * unit,
            level: level)
        map.paint(strand) { x in
            let u = (x - centre.lateral) / half
            return centre.depth + side * rise * ReproducibleMath.bump(u)
                + drop * (x - centre.lateral)
        }
    }

    private mutating func paintNerve(_ nerve: Scene.Nerve, on map: inout TissueMap) {
        let border = nerve.border
        let bright = Float(Tissue.nerve.echogenicity + nerve.brightness)
        each(cellOf: border, on: &map, margin: 1.02) { map, cell, point, radius in
            guard radius <= 1 else { return }
            let noise =
                grain.value(lateral: point.lateral, depth: point.depth)
                + patches.value(lateral: point.lateral, depth: point.depth) * 0.9
            map.diffuse[cell] = bright + 4 * noise
            map.coherent[cell] = bright - 8 + 7 * noise
            map.attenuation[cell] = Float(Tissue.nerve.attenuation)
            let inside = (1 - radius) * border.semiAxisDepth
            if inside < nerve.rim {
                let facing = facing(point, of: border)
                map.diffuse[cell] = bright + Float(-1 + 4 * facing) + 3 * noise
                map.coherent[cell] = bright + Float(-9 + 11 * facing) + 3 * noise
            }
        }
        for fascicle in nerve.fascicles { paint(fascicle, of: nerve, on: &map) }
    }

    private func paint(
        _ fascicle: HarmonicShape, of nerve: Scene.Nerve, on map: inout TissueMap
    ) {
        each(cellOf: fascicle, on: &map, margin: 1.1) { map, cell, _, radius in
            let depth = Float(ReproducibleMath.smoothStep((1.1 - radius) * 3) * nerve.contrast)
            map.diffuse[cell] -= depth
            map.coherent[cell] -= depth * 2
        }
    }

    /// How squarely the border at `point` faces the probe: 1 above and below, 0 beside.
    private func facing(_ point: TissuePoint, of shape: HarmonicShape) -> Double {
        let x =
            (point.lateral - shape.centre.lateral) / (shape.semiAxisLateral * shape.semiAxisLateral)
        let y = (point.depth - shape.centre.depth) / (shape.semiAxisDepth * shape.semiAxisDepth)
        return y * y / max(1e-12, x * x + y * y)
    }

    /// Blood without echo, a wall that shines where it faces the probe.
    private func paintVessel(_ vessel: HarmonicShape, on map: inout TissueMap) {
        let wall = 0.28 * unit / vessel.semiAxisDepth
        each(cellOf: vessel, on: &map, margin: 1 + wall) { map, cell, point, radius in
            guard radius < 1 + wall else { return }
            if radius < 1 {
                map.diffuse[cell] = Float(Tissue.blood.echogenicity)
                map.coherent[cell] = TissueMap.silence
                map.attenuation[cell] = Float(Tissue.blood.attenuation)
            } else {
                let facing = facing(point, of: vessel)
                map.diffuse[cell] = Float(-50 + 14 * facing)
                map.coherent[cell] = Float(-62 + 40 * facing)
            }
        }
    }

    private func paintTendon(_ tendon: HarmonicShape, on map: inout TissueMap) {
        each(cellOf: tendon, on: &map, margin: 1) { map, cell, point, radius in
            guard radius <= 1 else { return }
            let fibre = grain.value(lateral: point.lateral * 1.6, depth: point.depth * 1.3)
            map.diffuse[cell] = Float(Tissue.tendon.echogenicity) + 7 * fibre
            map.coherent[cell] = Float(Tissue.tendon.echogenicity - 14) + 9 * fibre
            map.attenuation[cell] = Float(Tissue.tendon.attenuation)
        }
    }

    private func paint(_ bone: Scene.Bone, on map: inout TissueMap) {
        let bottom = map.depth(row: map.rows)
        for column in 0..<map.columns {
            // A bone deeper than the picture is not seen.
            guard let y0 = bone.surface(lateral: map.lateral(column: column)), y0 <= bottom
            else { continue }
            for row in map.rowRange(y0...bottom) {
                let cell = row * map.columns + column
                map.diffuse[cell] = Float(Tissue.bone.echogenicity)
                map.coherent[cell] = TissueMap.silence
                map.attenuation[cell] = Float(Tissue.bone.attenuation)
            }
        }
        let side = bone.halfWidth
        let cortex = Strand(
            lateral: bone.lateral - side...bone.lateral + side, halfThickness: 0.22 * unit,
            level: -4, tapers: false)
        map.paint(cortex) { x in bone.surface(lateral: x) ?? bone.depth + bone.height }
    }

    private func each(
        cellOf shape: HarmonicShape, on map: inout TissueMap, margin: Double,
        change: (inout TissueMap, Int, TissuePoint, Double) -> Void
    ) {
        let reach = shape.reach * margin
        let centre = shape.centre
        for row in map.rowRange(centre.depth - reach...centre.depth + reach) {
            for column in map.columnRange(centre.lateral - reach...centre.lateral + reach) {
                let point = TissuePoint(
                    lateral: map.lateral(column: column), depth: map.depth(row: row))
                let radius = shape.relativeRadius(of: point)
                guard radius < margin else { continue }
                change(&map, row * map.columns + column, point, radius)
            }
        }
    }
}
