/// A point or direction in the patient's coordinate system (PS3.3 §C.7.6.2.1.1), in millimetres: towards
/// the patient's left, back and head.
package struct PatientPoint: Hashable, Sendable {
    package var left: Double
    package var posterior: Double
    package var superior: Double

    @inlinable package init(left: Double, posterior: Double, superior: Double) {
        self.left = left
        self.posterior = posterior
        self.superior = superior
    }

    package var isFinite: Bool { left.isFinite && posterior.isFinite && superior.isFinite }

    package var length: Double { dot(self).squareRoot() }

    package func dot(_ other: PatientPoint) -> Double {
        left * other.left + posterior * other.posterior + superior * other.superior
    }

    package func cross(_ other: PatientPoint) -> PatientPoint {
        PatientPoint(
            left: posterior * other.superior - superior * other.posterior,
            posterior: superior * other.left - left * other.superior,
            superior: left * other.posterior - posterior * other.left)
    }

    package func distance(to other: PatientPoint) -> Double { (other - self).length }

    package static func + (a: PatientPoint, b: PatientPoint) -> PatientPoint {
        PatientPoint(
            left: a.left + b.left, posterior: a.posterior + b.posterior,
            superior: a.superior + b.superior)
    }

    package static func - (a: PatientPoint, b: PatientPoint) -> PatientPoint { a + -1 * b }

    package static func * (factor: Double, a: PatientPoint) -> PatientPoint {
        PatientPoint(
            left: factor * a.left, posterior: factor * a.posterior, superior: factor * a.superior)
    }
}
