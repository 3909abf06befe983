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
        let inside = plane.samples(
            inside: LabelPlane(size: plane.size, inside: outline, label: 1), around: outline)
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
        var ring = LabelPlane(size: plane.size, inside: outer, label: 1)
        ring.fill(inner, with: 0)
        ring.fill(outline, with: 0)
        let samples = plane.samples(inside: ring, around: outer, within: box)
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
    /// The samples where `mask` is not 0, in scan order.
    fileprivate func samples(
        inside mask: LabelPlane, around outline: Outline, within box: PixelBox? = nil
    ) -> [Float] {
        guard let whole = PixelBox(column: 0, row: 0, columns: size.columns, rows: size.rows),
            let seen = (box ?? whole).intersection(whole),
            let part = outline.boundingBox?.intersection(seen)
        else { return [] }
        var found: [Float] = []
        for row in part.row..<part.endRow {
            let start = row * size.columns
            for index in start + part.column..<start + part.endColumn
            where mask.samples[index] != 0 {
                found.append(samples[index])
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
