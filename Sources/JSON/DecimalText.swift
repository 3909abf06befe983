/// Decimal numbers as every report writes them: fixed digits, a point, no exponent, no locale.
package enum DecimalText {
    /// `value` with exactly `decimals` digits after the point, halves away from zero.
    ///
    /// `nil` when `value` is not finite, or too large for 18 digits in all. Never "-0.00".
    package static func text(_ value: Double, decimals: Int) -> String? {
        let factor = powerOfTen(decimals)
        let scaled = (value * Double(factor)).rounded()
        guard scaled.magnitude < 1e18 else { return nil }
        let units = Int64(scaled)
        let sign = units < 0 ? "-" : ""
        let (whole, rest) = units.magnitude.quotientAndRemainder(dividingBy: UInt64(factor))
        guard decimals > 0 else { return sign + String(whole) }
        let digits = String(rest)
        let zeros = String(repeating: "0", count: decimals - digits.count)
        return sign + String(whole) + "." + zeros + digits
    }

    private static func powerOfTen(_ exponent: Int) -> Int64 {
        (0..<exponent).reduce(Int64(1)) { power, _ in power * 10 }
    }
}
