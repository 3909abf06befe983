/// From where the values of a varied phantom are drawn.
package enum MRParameterRange: String, Hashable, Sendable, CaseIterable {
    /// As clinics take series.
    case clinical
    /// Much wider, without the bands that are held out.
    case training
    /// Each held-out value from its band, which no training series has.
    case unseen
}

/// A range of a value with a band that is kept for judging what was learned outside it.
struct MRHeldOut: Sendable {
    let all: ClosedRange<Double>
    let band: ClosedRange<Double>
    /// Whether equal factors, not equal steps, are equally likely.
    var isLogarithmic = false

    static let nerveArea = MRHeldOut(all: 30...120, band: 76...92)
    /// Degrees outwards.
    static let hipRotation = MRHeldOut(all: -25...25, band: 8...14)
    static let spacing = MRHeldOut(all: 0.35...1.5, band: 0.52...0.6, isLogarithmic: true)
    static let thickness = MRHeldOut(all: 1...7, band: 3.2...3.7)
    static let obliquity = MRHeldOut(all: -25...25, band: 11...17)
    /// Of the repetition and echo times of clinics, a factor.
    static let repetition = MRHeldOut(all: 0.75...1.4, band: 1.12...1.22)
    static let echo = MRHeldOut(all: 0.7...1.4, band: 0.82...0.9)
    static let noise = MRHeldOut(all: 2...45, band: 24...31)
    static let shading = MRHeldOut(all: 0...0.6, band: 0.4...0.5)
    static let ghosting = MRHeldOut(all: 0.005...0.08, band: 0.045...0.06)
    static let residualFat = MRHeldOut(all: 0.01...0.3, band: 0.15...0.19)
    static let blur = MRHeldOut(all: 0...1, band: 0.5...0.7)

    /// - Precondition: `range` is not clinical.
    func draw(_ range: MRParameterRange, _ random: inout RandomStream) -> Double {
        func scaled(_ value: Double) -> Double {
            isLogarithmic ? ReproducibleMath.log2(value) : value
        }
        let low = scaled(band.lowerBound)
        let width = scaled(band.upperBound) - low
        let drawn =
            if range == .unseen {
                random.uniform(low...low + width)
            } else {
                random.uniform(scaled(all.lowerBound)...scaled(all.upperBound) - width)
            }
        let value = range == .unseen || drawn < low ? drawn : drawn + width
        return isLogarithmic ? ReproducibleMath.exp2(value) : value
    }
}
