import Geometry

/// What is true of one structure in one frame.
package struct StructureTruth: Sendable {
    /// 360 vertices on the border; the polygon holds 0.005 % less than the formula.
    package let outline: Outline
    /// From the formula, mm².
    package let area: Double
    /// Centre of the enclosed area.
    package let centroid: PixelPoint
    /// Greatest distance between two points of the border, mm.
    package let longAxis: Double
    /// Longest chord at right angles to the long axis, mm.
    package let shortAxis: Double
    package let perimeter: Double
    /// Distance along the beam from the probe's face to the centroid, mm.
    package let depth: Double
}

/// What is true of one frame.
package struct FrameTruth: Sendable {
    /// From 1, as DICOM counts.
    package let number: Int
    /// Displacement of the first nerve's centre from rest, mm.
    package let displacement: TissuePoint
    package let widening: Double
    package let nerves: [StructureTruth]
    package let vessels: [StructureTruth]
}

extension UltrasoundPhantom {
    /// The truth of frame `index` (from 0).
    package func truth(frame index: Int) -> FrameTruth {
        let motion = motion(frame: index)
        return FrameTruth(
            number: index + 1, displacement: motion.shift, widening: motion.widening,
            nerves: scene.nerves.compactMap { truth(of: $0.border, motion: motion) },
            vessels: scene.vessels.compactMap { truth(of: $0, motion: motion) })
    }

    /// `nil` for a shape that no outline can follow; the checked parameters leave none.
    private func truth(of shape: HarmonicShape, motion: TissueMotion) -> StructureTruth? {
        let border = shape.border(vertices: 360).map(motion.position(of:))
        guard let outline = try? Outline(closing: border.map(conversion.pixel(of:))),
            let millimetres = try? Outline(
                closing: border.map { PixelPoint(column: $0.lateral, row: $0.depth) })
        else { return nil }
        let axes = CaliperAxes(border: border)
        let centre = millimetres.centroid
        let beam = parameters.scanner.geometry.beam(
            through: TissuePoint(lateral: centre.column, depth: centre.row))
        return StructureTruth(
            outline: outline, area: exactArea(of: shape, polygon: millimetres, motion: motion),
            centroid: outline.centroid, longAxis: axes.long, shortAxis: axes.short,
            perimeter: axes.perimeter, depth: beam.depth)
    }

    /// The formula holds at rest and where the movement is a shift with widening, which keeps areas:
    /// for the first nerve. What is bent by the fading movement is a polygon's area, completed by the
    /// share that the polygon misses at rest.
    private func exactArea(of shape: HarmonicShape, polygon: Outline, motion: TissueMotion)
        -> Double
    {
        if motion.isRest || shape.centre == motion.centre { return shape.area }
        let angle = ReproducibleMath.twoPi / 360
        return abs(polygon.signedAreaInPixels) * angle / ReproducibleMath.sine(angle)
    }
}

/// Axes and perimeter of a border, by comparing every pair of points.
private struct CaliperAxes {
    var long = 0.0
    var short = 0.0
    var perimeter = 0.0

    init(border: [TissuePoint]) {
        var along = TissuePoint(lateral: 1, depth: 0)
        for (index, point) in border.enumerated() {
            perimeter += Self.length(border[(index + 1) % border.count] - point)
            for other in border[(index + 1)...] {
                let between = other - point
                let distance = Self.length(between)
                guard distance > long else { continue }
                long = distance
                along = TissuePoint(
                    lateral: between.lateral / distance, depth: between.depth / distance)
            }
        }
        let turned = border.map { point in
            PixelPoint(
                column: point.lateral * along.lateral + point.depth * along.depth,
                row: point.depth * along.lateral - point.lateral * along.depth)
        }
        short = turned.map { Self.chord(at: $0.column, of: turned) }.max() ?? 0
    }

    private static func length(_ point: TissuePoint) -> Double {
        (point.lateral * point.lateral + point.depth * point.depth).squareRoot()
    }

    /// Extent of a star-shaped border across `column`.
    private static func chord(at column: Double, of border: [PixelPoint]) -> Double {
        var lowest = Double.infinity
        var highest = -Double.infinity
        var previous = border[border.count - 1]
        for vertex in border {
            if (vertex.column > column) != (previous.column > column) {
                let share = (column - previous.column) / (vertex.column - previous.column)
                let row = previous.row + share * (vertex.row - previous.row)
                lowest = min(lowest, row)
                highest = max(highest, row)
            }
            previous = vertex
        }
        return max(0, highest - lowest)
    }
}
