import Geometry

extension MRAcquisition {
    /// From below upwards; `nil` when they are none.
    var planes: [SlicePlane]? {
        let angle = obliquity * .pi / 180
        let alongColumn = PatientPoint(
            left: 0, posterior: ReproducibleMath.cosine(angle),
            superior: ReproducibleMath.sine(angle))
        let alongRow = PatientPoint(left: 1, posterior: 0, superior: 0)
        let normal = alongRow.cross(alongColumn)
        guard let pixel = PixelSpacing(betweenRows: spacing, betweenColumns: spacing) else {
            return nil
        }
        let middle =
            centre.point - (Double(columns - 1) / 2 * spacing) * alongRow
            - (Double(rows - 1) / 2 * spacing) * alongColumn
        var result: [SlicePlane] = []
        for index in 0..<slices {
            let height = (Double(index) - Double(slices - 1) / 2) * distance
            let plane = SlicePlane(
                origin: middle + height * normal, alongRow: alongRow, alongColumn: alongColumn,
                spacing: pixel)
            guard let plane else { return nil }
            result.append(plane)
        }
        return result
    }
}

extension MRPhantomParameters {
    /// - Throws: `PhantomError` for the first value out of its range.
    func check() throws(PhantomError) {
        let a = acquisition
        guard (64...1_024).contains(a.columns), (64...1_024).contains(a.rows) else {
            throw .pictureSize
        }
        guard (1...200).contains(a.slices) else {
            throw .scanner("it takes \(a.slices) slices, 1 to 200 are allowed")
        }
        try Self.require(
            a.spacing, in: 0.05...3, "the pixels are % mm apart, 0.05 to 3 are allowed")
        try Self.require(a.thickness, in: 0.3...10, "slices are % mm thick, 0.3 to 10 are allowed")
        try Self.require(a.gap, in: 0...20, "gaps are % mm, 0 to 20 are allowed")
        // No nerve leans so far that a plane of this tilt meets it twice.
        try Self.require(a.obliquity, in: -25...25, "slices are tilted by %°, ±25 are allowed")
        try Self.require(a.noise, in: 0...200, "the noise is %, 0 to 200 are allowed")
        try Self.require(a.shading, in: 0...0.8, "the shading is %, 0 to 0.8 are allowed")
        try Self.require(a.ghosting, in: 0...1, "the ghosting is %, 0 to 1 are allowed")
        try Self.require(
            a.residualFat, in: 0...1, "% of the fat's signal are left, 0 to 1 are allowed")
        try Self.require(
            a.contrastSpread, in: 0...0.5, "the spread of contrast is %, 0 to 0.5 are allowed")
        try Self.require(a.blur, in: 0...1, "the blur is %, 0 to 1 are allowed")
        try Self.require(
            nerveAsymmetry, in: -0.5...0.5, "the nerves' asymmetry is %, ±0.5 are allowed")
        try Self.require(severity, in: 0...1, "the severity is %, 0 to 1 are allowed")
        try Self.require(
            nerveArea ?? 50, in: 10...300, "the nerve's area is % mm², 10 to 300 are allowed")
        try Self.require(
            hipRotation ?? 0, in: -45...45, "the hips are rotated by %°, ±45 are allowed")
        let centre = [a.centre.x, a.centre.y, a.centre.z]
        for place in centre {
            try Self.require(place, in: -300...300, "the centre is at % mm, ±300 are allowed")
        }
    }

    private static func require(
        _ value: Double, in range: ClosedRange<Double>, _ text: String
    ) throws(PhantomError) {
        guard range.contains(value) else {
            throw .scanner(
                text.split(separator: "%", omittingEmptySubsequences: false)
                    .joined(separator: "\(value)"))
        }
    }
}
