import Anatomy

/// Paints the parts of a body into one plane, later over earlier, borders shared by distance.
struct SlicePainter {
    let anatomy: PelvisAnatomy
    let signal: MRSignal
    /// mm between pixels.
    let spacing: Float
    private static let sheath: Float = 0.9
    private static let skin: Float = 1.8

    /// What lies where on the plane.
    struct Picture {
        var signal: [Float]
        var labels: [UInt8]
        var landmarks: [UInt8]
        /// Texture of each pixel: 0 none, 1 fat, 2 marrow, 3 organ, from 8 muscle.
        var grain: [UInt8]

        init(count: Int) {
            signal = [Float](repeating: 0, count: count)
            labels = [UInt8](repeating: 0, count: count)
            landmarks = labels
            grain = labels
        }
    }

    @inline(__always)
    private func share(_ field: Float) -> Float { min(1, max(0, 0.5 - field / spacing)) }

    func paint(_ lattice: SliceLattice, into picture: inout Picture) {
        paintSkin(lattice, into: &picture)
        for part in anatomy.parts {
            switch part.coat {
            case .solid(let tissue): solid(part, tissue, lattice, &picture)
            case .muscle: muscle(part, lattice, &picture)
            case .bone(let cortex):
                layered(part, .cortex, Float(cortex), .marrow, lattice, &picture)
            case .hollow(let wall, let thickness, let content):
                layered(part, wall, Float(thickness), content, lattice, &picture)
            }
        }
        paintCleft(lattice, into: &picture)
    }

    private func paintSkin(_ lattice: SliceLattice, into picture: inout Picture) {
        let fat = signal[.fat]
        let skin = signal[.skin]
        lattice.forEachPixel(below: spacing, field: anatomy.skin) { index, field in
            let inside = share(field + Self.skin)
            picture.signal[index] = share(field) * (skin + (fat - skin) * inside)
            picture.grain[index] = inside > 0.5 ? 1 : 0
        }
    }

    private func paintCleft(_ lattice: SliceLattice, into picture: inout Picture) {
        let skin = signal[.skin]
        let rim = Self.skin
        lattice.forEachPixel(below: rim + spacing, field: anatomy.cleft) { index, field in
            let before = picture.signal[index]
            let covered = before + (min(skin, before) - before) * share(field - rim)
            picture.signal[index] = covered * (1 - share(field))
            picture.grain[index] = 0
            if field < rim {
                picture.labels[index] = 0
                picture.landmarks[index] = 0
            }
        }
    }

    private func solid(
        _ part: PelvisPart, _ tissue: MRTissue, _ lattice: SliceLattice, _ picture: inout Picture
    ) {
        var value = signal[tissue]
        value += (signal.oedema - value) * Float(part.oedema)
        let grain: UInt8 = tissue == .gland || tissue == .peripheralZone ? 3 : 0
        lattice.forEachPixel(of: part.tube, below: spacing) { index, field in
            picture.signal[index] += (value - picture.signal[index]) * share(field)
            guard field < 0 else { return }
            mark(index, part, grain, &picture)
        }
    }

    private func muscle(
        _ part: PelvisPart, _ lattice: SliceLattice, _ picture: inout Picture
    ) {
        let fat = signal[.fat]
        var value = signal[.muscle]
        value += (signal.oedema - value) * Float(part.oedema) * 0.6
        let grain = UInt8(8 + part.grain % 64)
        lattice.forEachPixel(of: part.tube, below: Self.sheath + spacing) { index, field in
            let before = picture.signal[index]
            let sheathed = before + (fat - before) * share(field - Self.sheath)
            picture.signal[index] = sheathed + (value - sheathed) * share(field)
            if field < 0 {
                mark(index, part, grain, &picture)
            } else if field < Self.sheath {
                picture.labels[index] = 0
                picture.landmarks[index] = 0
                picture.grain[index] = 1
            }
        }
    }

    private func layered(
        _ part: PelvisPart, _ outer: MRTissue, _ thickness: Float, _ inner: MRTissue,
        _ lattice: SliceLattice, _ picture: inout Picture
    ) {
        let shell = signal[outer]
        let core = signal[inner]
        let grain: UInt8 = inner == .marrow ? 2 : inner == .stool ? 3 : 0
        let isBone = part.label == .bone
        lattice.forEachPixel(of: part.tube, below: spacing) { index, field in
            // Bones of one label merge: their marrow is not parted by the cortex of the next.
            let merges =
                isBone && picture.labels[index] == AnatomicalLabel.bone.rawValue
                && picture.grain[index] == 2
            let before = picture.signal[index]
            let covered = merges ? before : before + (shell - before) * share(field)
            picture.signal[index] = covered + (core - covered) * share(field + thickness)
            guard field < 0 else { return }
            mark(index, part, field < -thickness || merges ? grain : 0, &picture)
        }
    }

    @inline(__always)
    private func mark(
        _ index: Int, _ part: PelvisPart, _ grain: UInt8, _ picture: inout Picture
    ) {
        picture.labels[index] = part.label.rawValue
        picture.landmarks[index] = part.landmark.rawValue
        picture.grain[index] = grain
    }
}
