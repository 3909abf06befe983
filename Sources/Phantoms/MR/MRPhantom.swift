import Anatomy
import Geometry
import Raster

/// A simulated MR series of the deep gluteal space of both sides with its truth: outlines
/// and areas of nerves are exact, sizes of muscles and levels are read off the middle plane's pixels.
///
/// Shapes drawn after published attachments are cut by each slice at several depths, painted with
/// the signal that their relaxation times give, and taken by a scanner with coils, blur and noise. It
/// is a model of appearance: no k-space, no chemical shift, no distortion.
package struct MRPhantom: Sendable {
    package let parameters: MRPhantomParameters
    package let anatomy: PelvisAnatomy
    /// From below upwards.
    package let planes: [SlicePlane]
    let signal: MRSignal
    private let texture: SliceTexture
    private let scanning: MRScanning

    /// One slice as the scanner shows it and as it is.
    package struct Slice: Sendable {
        package let picture: Plane<UInt16>
        package let labels: LabelPlane
        package let truth: MRSliceTruth
    }

    /// - Throws: `PhantomError` when a parameter is out of its range.
    package init(_ parameters: MRPhantomParameters) throws(PhantomError) {
        try parameters.check()
        self.parameters = parameters
        anatomy = PelvisAnatomy(parameters)
        let acquisition = parameters.acquisition
        guard let planes = acquisition.planes else { throw .pictureSize }
        self.planes = planes
        var random = RandomStream(seed: parameters.seed, purpose: 26)
        signal = MRSignal(
            acquisition, nerveT2: random.uniform(40...56),
            diffuse: parameters.pathology == .diffuseNeuropathy ? parameters.severity : 0,
            random: &random)
        texture = SliceTexture(anatomy: anatomy, seed: parameters.seed)
        scanning = MRScanning(parameters)
    }

    /// - Parameter index: from 0, from below upwards.
    package func slice(_ index: Int) -> Slice {
        let acquisition = parameters.acquisition
        let plane = planes[index]
        let depths = Self.depths(thickness: acquisition.thickness)
        let nerves = NervePainter(anatomy: anatomy, signal: signal)
        var sum = [Float](repeating: 0, count: acquisition.columns * acquisition.rows)
        var middle = SlicePainter.Picture(count: sum.count)
        for depth in depths {
            var picture = body(on: plane, shift: depth)
            nerves.paint(
                plane, shift: depth, columns: acquisition.columns, rows: acquisition.rows,
                into: &picture.signal)
            let share = 1 / Float(depths.count)
            for pixel in sum.indices { sum[pixel] += share * picture.signal[pixel] }
            if depth == 0 { middle = picture }
        }
        let cuts = nerves.mark(
            plane, columns: acquisition.columns, rows: acquisition.rows, in: &middle)
        middle.signal = sum
        texture.apply(
            to: &middle, plane: plane, columns: acquisition.columns, fat: signal[.fat])
        return finished(middle, index: index, cuts: cuts)
    }

    /// Fields on a plane that is `shift` mm along the normal.
    func lattice(on plane: SlicePlane, shift: Double = 0) -> SliceLattice {
        SliceLattice(
            plane: plane, columns: parameters.acquisition.columns,
            rows: parameters.acquisition.rows, shift: shift, anatomy: anatomy)
    }

    /// Everything but the nerves on a plane that is `shift` mm along the normal.
    func body(on plane: SlicePlane, shift: Double = 0) -> SlicePainter.Picture {
        let acquisition = parameters.acquisition
        var picture = SlicePainter.Picture(count: acquisition.columns * acquisition.rows)
        let painter = SlicePainter(
            anatomy: anatomy, signal: signal, spacing: Float(acquisition.spacing))
        painter.paint(lattice(on: plane, shift: shift), into: &picture)
        return picture
    }

    private func finished(
        _ body: SlicePainter.Picture, index: Int, cuts: [NerveCut]
    ) -> Slice {
        let picture = scanning.picture(of: body.signal, slice: index)
        let truth = MRSliceTruth(index: index, phantom: self, body: body, cuts: cuts)
        return Slice(
            picture: picture, labels: Plane(size: picture.size, samples: body.labels),
            truth: truth)
    }

    /// Middles of equal layers through the slice; an odd number, so that one is the middle.
    private static func depths(thickness: Double) -> [Double] {
        let count = thickness > 4.5 ? 5 : thickness > 1.4 ? 3 : 1
        return (0..<count).map { thickness * ((Double($0) + 0.5) / Double(count) - 0.5) }
            .map { abs($0) < 1e-12 ? 0 : $0 }
    }
}
