import Geometry
import Raster
import Tracing

/// Grey levels of an ultrasound picture inside an outline and around it.
///
/// B-mode pixels are log-compressed, and gain, time gain and dynamic range shift them: none of
/// these numbers compares between examinations.
struct EchoTexture {
    /// Over the pixels whose centres lie inside the outline.
    let mean: Double
    /// Population standard deviation of the same pixels.
    let standardDeviation: Double
    /// `mean` less the mean of the surroundings; `nil` when less than half of them is in the picture.
    ///
    /// The surroundings are the ring between the outline enlarged by 1.25 and by 1.75 about its
    /// centroid: near enough for the same gain, clear of the echogenic rim. What tissue lies there is
    /// not known.
    let differenceFromSurroundings: Double?
    /// Share of the pixels at or below Otsu's threshold of the grey levels inside (Otsu 1979: the
    /// threshold that separates two classes best); `nil` with fewer than 64 pixels or a single level.
    let hypoechoicFraction: Double?

    /// - Parameter box: where the picture is calibrated, or all of it.
    /// - Returns: `nil` when no pixel centre lies inside.
    init?(of outline: Outline, in plane: Plane<Float>, within box: PixelBox) {
        let inside = plane.samples(inside: outline)
        guard !inside.isEmpty else { return nil }
        let count = Double(inside.count)
        let mean = inside.reduce(0) { $0 + Double($1) } / count
        let variance = inside.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / count
        self.mean = mean
        standardDeviation = variance.squareRoot()
        differenceFromSurroundings = Self.surroundings(of: outline, in: plane, within: box)
            .map { mean - $0 }
        hypoechoicFraction = OtsuThreshold(of: inside).map { $0.shareAtOrBelow }
    }

    private static func surroundings(
        of outline: Outline, in plane: Plane<Float>, within box: PixelBox
    ) -> Double? {
        let (near, far) = (1.25, 1.75)
        guard let outer = outline.enlarged(by: far), let inner = outline.enlarged(by: near)
        else { return nil }
        let samples = plane.samples(inside: outer, butNotInside: [inner, outline], within: box)
        let whole = (far * far - near * near) * abs(outline.signedAreaInPixels)
        guard Double(samples.count) >= whole / 2 else { return nil }
        return samples.reduce(0) { $0 + Double($1) } / Double(samples.count)
    }
}

/// The grey level that separates the levels at or below it best from those above.
struct OtsuThreshold {
    let level: Int
    let shareAtOrBelow: Double

    /// `nil` with fewer than 64 samples or a single level. Samples are rounded to levels 0…255.
    init?(of samples: [Float]) {
        guard samples.count >= 64 else { return nil }
        var counts = [Int](repeating: 0, count: 256)
        for sample in samples { counts[Int(max(0, min(255, sample.rounded())))] += 1 }
        let total = counts.indices.reduce(0) { $0 + $1 * counts[$1] }
        var (below, sum, best) = (0, 0, 0.0)
        var found: (level: Int, below: Int)?
        for (level, count) in counts.enumerated() {
            below += count
            sum += level * count
            let above = samples.count - below
            guard count > 0, above > 0 else { continue }
            let gap = Double(total - sum) / Double(above) - Double(sum) / Double(below)
            let separation = Double(below) * Double(above) * gap * gap
            if separation > best {
                best = separation
                found = (level, below)
            }
        }
        guard let found else { return nil }
        level = found.level
        shareAtOrBelow = Double(found.below) / Double(samples.count)
    }
}

extension Plane<Float> {
    private var whole: PixelBox? {
        PixelBox(column: 0, row: 0, columns: size.columns, rows: size.rows)
    }

    /// The samples whose pixel centres lie inside, in scan order.
    fileprivate func samples(inside outline: Outline) -> [Float] {
        guard let whole else { return [] }
        return outline.pixelRuns(in: whole).flatMap { run in
            let start = run.row * size.columns
            return samples[start + run.columns.lowerBound..<start + run.columns.upperBound]
        }
    }

    /// The samples of `box` inside `outer` and inside none of `holes`, in scan order.
    fileprivate func samples(
        inside outer: Outline, butNotInside holes: [Outline], within box: PixelBox
    ) -> [Float] {
        guard let part = whole.flatMap({ outer.boundingBox?.intersection($0)?.intersection(box) }),
            let partSize = PlaneSize(columns: part.columns, rows: part.rows)
        else { return [] }
        var ring = LabelPlane(size: partSize, filledWith: 0)
        ring.fill(outer, with: 1, seenIn: part)
        for hole in holes { ring.fill(hole, with: 0, seenIn: part) }
        var found: [Float] = []
        for row in 0..<part.rows {
            let start = (part.row + row) * size.columns + part.column
            for column in 0..<part.columns where ring.samples[row * part.columns + column] != 0 {
                found.append(samples[start + column])
            }
        }
        return found
    }
}

extension Outline {
    /// Every vertex moved away from the centroid; `nil` when that is no outline any more.
    fileprivate func enlarged(by factor: Double) -> Outline? {
        let centre = centroid
        return try? Outline(
            closing: vertices.map {
                PixelPoint(
                    column: centre.column + factor * ($0.column - centre.column),
                    row: centre.row + factor * ($0.row - centre.row))
            })
    }
}
