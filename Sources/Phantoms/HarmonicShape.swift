/// A cross-section whose border is known as a formula: an ellipse whose radius is modulated by a few
/// harmonics, turned by `tilt`.
///
/// With eccentric angle t the border is `centre + R(tilt) · g(t) · (a cos t, b sin t)`,
/// `g(t) = 1 + Σ cₖ cos kt + sₖ sin kt`, k ≥ 2, so that the enclosed area is exactly
/// `π a b (1 + ½ Σ (cₖ² + sₖ²))`.
package struct HarmonicShape: Hashable, Sendable {
    /// One term of the modulation.
    package struct Harmonic: Hashable, Sendable {
        package let cosine: Double
        package let sine: Double

        package init(cosine: Double, sine: Double) {
            self.cosine = cosine
            self.sine = sine
        }
    }

    package let centre: TissuePoint
    /// Half-lengths of the ellipse in mm.
    package let semiAxisLateral: Double
    package let semiAxisDepth: Double
    /// Orders 2, 3, 4 …
    package let harmonics: [Harmonic]
    private let cosineOfTilt: Double
    private let sineOfTilt: Double

    /// - Parameter tiltInRadians: rotation from the lateral direction downwards.
    package init(
        centre: TissuePoint, semiAxisLateral: Double, semiAxisDepth: Double,
        tiltInRadians: Double = 0, harmonics: [Harmonic] = []
    ) {
        self.centre = centre
        self.semiAxisLateral = semiAxisLateral
        self.semiAxisDepth = semiAxisDepth
        self.harmonics = harmonics
        cosineOfTilt = ReproducibleMath.cosine(tiltInRadians)
        sineOfTilt = ReproducibleMath.sine(tiltInRadians)
    }

    /// Exact enclosed area in mm².
    package var area: Double {
        let power = harmonics.reduce(0) { $0 + $1.cosine * $1.cosine + $1.sine * $1.sine }
        return .pi * semiAxisLateral * semiAxisDepth * (1 + power / 2)
    }

    /// Radius of the circle of the unmodulated ellipse's area, mm.
    var meanRadius: Double { (semiAxisLateral * semiAxisDepth).squareRoot() }

    /// No part of the shape is farther than this from its centre, in mm.
    package var reach: Double {
        let swing = harmonics.reduce(1) { $0 + abs($1.cosine) + abs($1.sine) }
        return max(semiAxisLateral, semiAxisDepth) * swing
    }

    /// Points on the border at equal steps of the eccentric angle, from column towards row.
    package func border(vertices count: Int) -> [TissuePoint] {
        (0..<count).map { index in
            let angle = ReproducibleMath.twoPi * Double(index) / Double(count)
            let cosine = ReproducibleMath.cosine(angle)
            let sine = ReproducibleMath.sine(angle)
            let radius = modulation(cosine: cosine, sine: sine)
            return fromAxes(
                TissuePoint(
                    lateral: semiAxisLateral * radius * cosine,
                    depth: semiAxisDepth * radius * sine))
        }
    }

    /// 0 at the centre, 1 on the border, above 1 outside.
    package func relativeRadius(of point: TissuePoint) -> Double {
        let local = toAxes(point)
        let x = local.lateral / semiAxisLateral
        let y = local.depth / semiAxisDepth
        let radius = (x * x + y * y).squareRoot()
        guard radius > 1e-12 else { return 0 }
        return radius / modulation(cosine: x / radius, sine: y / radius)
    }

    /// A point in the turned axes of the shape, in mm from its centre.
    func toAxes(_ point: TissuePoint) -> TissuePoint {
        let from = point - centre
        return TissuePoint(
            lateral: from.lateral * cosineOfTilt + from.depth * sineOfTilt,
            depth: from.depth * cosineOfTilt - from.lateral * sineOfTilt)
    }

    func fromAxes(_ local: TissuePoint) -> TissuePoint {
        TissuePoint(
            lateral: centre.lateral + local.lateral * cosineOfTilt - local.depth * sineOfTilt,
            depth: centre.depth + local.lateral * sineOfTilt + local.depth * cosineOfTilt)
    }

    /// Angle-addition recurrence: no inverse trigonometry is needed.
    private func modulation(cosine: Double, sine: Double) -> Double {
        var sum = 1.0
        var c = cosine
        var s = sine
        for harmonic in harmonics {
            (c, s) = (c * cosine - s * sine, s * cosine + c * sine)
            sum += harmonic.cosine * c + harmonic.sine * s
        }
        return sum
    }
}
