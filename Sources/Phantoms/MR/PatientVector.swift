import Geometry

/// Left, posterior, superior in mm like `PatientPoint`, as one value for arithmetic on millions of points.
typealias PatientVector = SIMD3<Double>

extension SIMD3<Double> {
    init(_ point: PatientPoint) { self.init(point.left, point.posterior, point.superior) }

    var point: PatientPoint { PatientPoint(left: x, posterior: y, superior: z) }

    var length: Double { dot(self).squareRoot() }

    /// - Precondition: not zero.
    var unit: Self { self / length }

    @inline(__always) func dot(_ other: Self) -> Double {
        x * other.x + y * other.y + z * other.z
    }

    func cross(_ other: Self) -> Self {
        Self(
            y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x)
    }
}
