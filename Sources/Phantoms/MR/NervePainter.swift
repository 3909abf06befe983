import Geometry

/// Paints the nerves into one plane: fascicles in fat, inside the exact border of the course.
struct NervePainter {
    let anatomy: PelvisAnatomy
    let signal: MRSignal
    /// Fat around a nerve, mm.
    private static let bed = 1.3

    /// Asks 2 × 2 places in each pixel.
    func paint(
        _ plane: SlicePlane, shift: Double, columns: Int, rows: Int, into signal: inout [Float]
    ) {
        for nerve in anatomy.nerves {
            for (index, course) in nerve.courses.enumerated() {
                let section = NerveSection(course: course, plane: plane, shift: shift)
                guard let section else { continue }
                paint(
                    nerve, course, nerve.fascicles[index], section, columns: columns, rows: rows,
                    into: &signal)
            }
        }
    }

    private func paint(
        _ nerve: SciaticNerve, _ course: NerveCourse, _ map: FascicleMap, _ section: NerveSection,
        columns: Int, rows: Int, into picture: inout [Float]
    ) {
        let fat = signal[.fat]
        let between = signal[.epineurium]
        let normal = signal[.fascicle]
        let rise = Float(nerve.brightness(height: section.height))
        let fascicle = normal + (signal.oedema * 0.8 - normal) * min(0.7, rise)
        section.forEachPixel(columns: columns, rows: rows, margin: 1.6) { column, row in
            guard !section.isFar(column: column, row: row, beyond: Self.bed) else { return }
            var nerveShare: Float = 0
            var bed: Float = 0
            var inner: Float = 0
            for (x, y) in [(-0.25, -0.25), (0.25, -0.25), (-0.25, 0.25), (0.25, 0.25)] {
                let at = section.relative(column: Double(column) + x, row: Double(row) + y)
                let radius = (at.wide * at.wide + at.thick * at.thick).squareRoot()
                if radius < 1 {
                    nerveShare += 0.25
                    let share = map.share(wide: at.wide, thick: at.thick)
                    inner += 0.25 * (between + (fascicle - between) * share)
                } else if (radius - 1) * section.station.halfThickness < Self.bed {
                    bed += 0.25
                }
            }
            let index = row * columns + column
            picture[index] = picture[index] * (1 - nerveShare - bed) + inner + bed * fat
        }
    }
}

/// Where a plane cuts a course.
struct NerveSection {
    let course: NerveCourse
    let height: Double
    let station: NerveCourse.Station
    private let origin: PatientVector
    private let alongRow: PatientVector
    private let alongColumn: PatientVector
    private let spacing: Double

    /// `nil` when the plane does not meet the course.
    init?(course: NerveCourse, plane: SlicePlane, shift: Double = 0) {
        let normal = PatientVector(plane.normal)
        origin = PatientVector(plane.origin) + shift * normal
        guard let height = course.crossing(origin: origin, normal: normal) else { return nil }
        self.course = course
        self.height = height
        station = course.station(height: height)
        alongRow = PatientVector(plane.alongRow)
        alongColumn = PatientVector(plane.alongColumn)
        spacing = plane.spacing.betweenColumns.value
    }

    /// In the half-axes of the ellipse: inside the nerve below 1.
    @inline(__always)
    func relative(column: Double, row: Double) -> (wide: Double, thick: Double) {
        let point = origin + column * spacing * alongRow + row * spacing * alongColumn
        let at = course.local(point, near: height)
        return (at.wide, at.thick)
    }

    /// Whether no place of a pixel is within `distance` mm of the border.
    func isFar(column: Int, row: Int, beyond distance: Double) -> Bool {
        let at = relative(column: Double(column), row: Double(row))
        let radius = (at.wide * at.wide + at.thick * at.thick).squareRoot()
        return (radius - 1) * station.halfThickness > distance + spacing
    }

    /// Column and row of the centre line.
    var centre: PixelPoint {
        let from = station.centreVector - origin
        return PixelPoint(
            column: from.dot(alongRow) / spacing, row: from.dot(alongColumn) / spacing)
    }

    func forEachPixel(
        columns: Int, rows: Int, margin: Double, _ body: (_ column: Int, _ row: Int) -> Void
    ) {
        let reach = (2.2 * station.halfWidth + margin) / spacing
        let centre = centre
        let left = max(0, Int(centre.column - reach))
        let right = min(columns - 1, Int(centre.column + reach))
        let top = max(0, Int(centre.row - reach))
        let bottom = min(rows - 1, Int(centre.row + reach))
        guard left <= right, top <= bottom else { return }
        for row in top...bottom { for column in left...right { body(column, row) } }
    }

    /// The border on the plane in pixels, by bisection along rays; `count` vertices.
    func border(vertices count: Int) -> [PixelPoint] {
        let centre = centre
        return (0..<count).map { index in
            let angle = ReproducibleMath.twoPi * Double(index) / Double(count)
            let column = ReproducibleMath.cosine(angle)
            let row = ReproducibleMath.sine(angle)
            var inside = 0.0
            var outside = 4 * station.halfWidth / spacing
            for _ in 0..<40 {
                let middle = (inside + outside) / 2
                let at = relative(
                    column: centre.column + middle * column, row: centre.row + middle * row)
                if at.wide * at.wide + at.thick * at.thick < 1 {
                    inside = middle
                } else {
                    outside = middle
                }
            }
            return PixelPoint(
                column: centre.column + inside * column, row: centre.row + inside * row)
        }
    }
}
