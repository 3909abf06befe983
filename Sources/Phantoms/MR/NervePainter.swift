import Anatomy
import Geometry

/// Paints the nerves into one plane: fascicles in fat, inside the exact border of the course.
struct NervePainter {
    let anatomy: PelvisAnatomy
    let signal: MRSignal
    /// Fat around a nerve, mm.
    static let bed = 1.3

    /// Beds first, so that a part of a divided nerve does not hide the other.
    func paint(
        _ plane: SlicePlane, shift: Double, columns: Int, rows: Int, into signal: inout [Float]
    ) {
        let cuts = cuts(plane, shift: shift)
        for cut in cuts { paintBed(cut, columns: columns, rows: rows, into: &signal) }
        for cut in cuts { paintNerve(cut, columns: columns, rows: rows, into: &signal) }
    }

    private func cuts(_ plane: SlicePlane, shift: Double = 0) -> [NerveCut] {
        anatomy.nerves.flatMap { nerve in
            nerve.courses.indices.compactMap { index in
                NerveSection(course: nerve.courses[index], plane: plane, shift: shift).map {
                    NerveCut(nerve: nerve, index: index, section: $0)
                }
            }
        }
    }

    private func paintBed(
        _ cut: NerveCut, columns: Int, rows: Int, into picture: inout [Float]
    ) {
        let fat = signal[.fat]
        cut.section.forEachPixel(columns: columns, rows: rows, margin: 1.6) { column, row in
            guard !cut.section.isFar(column: column, row: row, beyond: Self.bed) else { return }
            var share: Float = 0
            cut.section.forEachPlace(column: column, row: row) { _, radius in
                if cut.section.isBed(radius) || radius < 1 { share += 0.25 }
            }
            picture[row * columns + column] += (fat - picture[row * columns + column]) * share
        }
    }

    private func paintNerve(
        _ cut: NerveCut, columns: Int, rows: Int, into picture: inout [Float]
    ) {
        let map = cut.nerve.fascicles[cut.index]
        let between = signal[.epineurium]
        let normal = cut.nerve.isDiffuse ? signal.diffuseFascicle : signal[.fascicle]
        let rise = Float(cut.nerve.brightness(height: cut.section.height))
        let fascicle = normal + (signal.oedema * 0.8 - normal) * min(0.7, rise)
        cut.section.forEachPixel(columns: columns, rows: rows, margin: 1.6) { column, row in
            guard !cut.section.isFar(column: column, row: row, beyond: 0) else { return }
            var share: Float = 0
            var inner: Float = 0
            cut.section.forEachPlace(column: column, row: row) { at, radius in
                guard radius < 1 else { return }
                share += 0.25
                inner +=
                    0.25 * (between + (fascicle - between) * map.share(wide: at.x, thick: at.y))
            }
            let index = row * columns + column
            picture[index] = picture[index] * (1 - share) + inner
        }
    }

    /// Marks nerves, and that nothing but fat is around them.
    func mark(
        _ plane: SlicePlane, columns: Int, rows: Int, in picture: inout SlicePainter.Picture
    ) -> [NerveCut] {
        var cuts = cuts(plane)
        for cut in cuts.indices {
            let section = cuts[cut].section
            section.forEachPixel(columns: columns, rows: rows, margin: 2) { column, row in
                let at = section.relative(column: Double(column), row: Double(row))
                let radius = (at * at).sum().squareRoot()
                let index = row * columns + column
                let isNerve = picture.labels[index] == AnatomicalLabel.nerve.rawValue
                guard radius < 1 || (section.isBed(radius) && !isNerve) else { return }
                picture.labels[index] = (radius < 1 ? AnatomicalLabel.nerve : .background).rawValue
                picture.landmarks[index] = 0
                picture.grain[index] = radius < 1 ? 0 : 1
                if radius < 1 { cuts[cut].pixels.append(index) }
            }
        }
        return cuts
    }
}

/// A nerve, or a part of one, in a plane.
struct NerveCut {
    let nerve: SciaticNerve
    /// Of the course.
    let index: Int
    let section: NerveSection
    /// Inside, where they are marked.
    var pixels: [Int] = []
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
    func relative(column: Double, row: Double) -> SIMD2<Double> {
        let point = origin + column * spacing * alongRow + row * spacing * alongColumn
        let at = course.local(point, near: height)
        return SIMD2(at.wide, at.thick)
    }

    /// 2 × 2 places of a pixel with their distance from the centre in half-axes.
    @inline(__always)
    func forEachPlace(
        column: Int, row: Int, _ body: (_ at: SIMD2<Double>, _ radius: Double) -> Void
    ) {
        for (x, y) in [(-0.25, -0.25), (0.25, -0.25), (-0.25, 0.25), (0.25, 0.25)] {
            let at = relative(column: Double(column) + x, row: Double(row) + y)
            body(at, (at * at).sum().squareRoot())
        }
    }

    /// Whether a place outside the nerve is in the fat around it.
    @inline(__always)
    func isBed(_ radius: Double) -> Bool {
        radius >= 1 && (radius - 1) * station.halfThickness < NervePainter.bed
    }

    /// Whether no place of a pixel is within `distance` mm of the border.
    func isFar(column: Int, row: Int, beyond distance: Double) -> Bool {
        let at = relative(column: Double(column), row: Double(row))
        let radius = (at * at).sum().squareRoot()
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
                if (at * at).sum() < 1 {
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
