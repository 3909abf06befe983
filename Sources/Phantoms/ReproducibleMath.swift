/// Elementary functions from additions and multiplications alone: the bits of libm differ with the
/// CPU and the C library, and the same seed has to give the same bytes everywhere.
enum ReproducibleMath {
    static let twoPi = 2 * Double.pi
    private static let ln2 = 0.693_147_180_559_945_3
    private static let log2Of10 = 3.321_928_094_887_362_3

    /// Error below 1e-11 for |radians| < 1e4.
    static func sine(_ radians: Double) -> Double { cosine(radians - .pi / 2) }

    /// Error below 1e-11 for |radians| < 1e4.
    static func cosine(_ radians: Double) -> Double {
        let quarter = (radians * (2 / Double.pi)).rounded()
        let x = (radians - quarter * 1.570_796_326_734_125_6) - quarter * 6.077_100_506_506_192e-11
        switch Int(quarter) & 3 {
        case 0: return cosinePolynomial(x)
        case 1: return -sinePolynomial(x)
        case 2: return -cosinePolynomial(x)
        default: return sinePolynomial(x)
        }
    }

    private static func sinePolynomial(_ x: Double) -> Double {
        let s = x * x
        let tail = s * (1.0 / 362_880 - s / 39_916_800)
        return x * (1 - s * (1.0 / 6 - s * (1.0 / 120 - s * (1.0 / 5_040 - tail))))
    }

    private static func cosinePolynomial(_ x: Double) -> Double {
        let s = x * x
        let tail = s * (1.0 / 40_320 - s * (1.0 / 3_628_800 - s / 479_001_600))
        return 1 - s * (0.5 - s * (1.0 / 24 - s * (1.0 / 720 - tail)))
    }

    /// 2^x; relative error below 1e-12; 0 below the normal numbers.
    static func exp2(_ x: Double) -> Double {
        guard x > -1_020 else { return 0 }
        let whole = x.rounded()
        let y = (x - whole) * ln2
        var sum = 1.0
        for divisor in stride(from: 12.0, through: 1, by: -1) { sum = 1 + y / divisor * sum }
        return sum * Double(sign: .plus, exponent: Int(min(whole, 1_020)), significand: 1)
    }

    /// e^x.
    static func exp(_ x: Double) -> Double { exp2(x / ln2) }

    /// Base-2 logarithm of a positive number; error below 1e-12.
    static func log2(_ x: Double) -> Double {
        var exponent = Double(x.exponent)
        var m = x.significand
        if m > 1.414_213_562_373_095 {
            m /= 2
            exponent += 1
        }
        let s = (m - 1) / (m + 1)
        let q = s * s
        var sum = 1.0 / 15
        for divisor in stride(from: 13.0, through: 1, by: -2) { sum = 1 / divisor + q * sum }
        return exponent + 2 * s * sum / ln2
    }

    /// Angle whose tangent is `x`; error below 1e-12.
    static func arcTangent(_ x: Double) -> Double {
        let once = x / (1 + (1 + x * x).squareRoot())
        let twice = once / (1 + (1 + once * once).squareRoot())
        let y = twice / (1 + (1 + twice * twice).squareRoot())
        let q = y * y
        var sum = 1.0 / 17
        for divisor in stride(from: 15.0, through: 1, by: -2) { sum = 1 / divisor - q * sum }
        return 8 * y * sum
    }

    /// Amplitude ratio of a level in decibels.
    static func amplitude(decibels: Double) -> Double { exp2(decibels * (log2Of10 / 20)) }

    /// Level of a positive amplitude ratio.
    static func decibels(amplitude: Double) -> Double { log2(amplitude) * (20 / log2Of10) }

    /// 0 below 0, 1 above 1, smooth between.
    static func smoothStep(_ x: Double) -> Double {
        let t = min(1, max(0, x))
        return t * t * (3 - 2 * t)
    }

    /// 1 at 0, falling smoothly to 0 at ±1.
    static func bump(_ x: Double) -> Double {
        let rest = max(0, 1 - x * x)
        return rest * rest
    }
}
