import Geometry
import StudyModel

/// Half-widths of the 95 % interval of a spacing, as fractions of it.
///
/// They cover how finely the spacing is *stated*. They exclude the speed of sound: scanners assume
/// 1540 m/s, and soft tissues differ from that by up to about 5 % (fat 1460, muscle 1580 m/s).
enum SpacingUncertainty {
    /// Half a unit in the last stated digit, at least three digits: `0.2` is read as `0.200`, since
    /// trailing zeros are usually left off.
    static func ofStated(_ spacing: PixelSpacing) -> Double {
        max(halfLastDigit(spacing.betweenRows.value), halfLastDigit(spacing.betweenColumns.value))
    }

    /// A person reads a ruler of some 40 mm to about 0.2 mm at either end: √2 · 0.2 / 40 = 0.7 %,
    /// taken as 1 %.
    static func ofOperator(_ spacing: PixelSpacing) -> Double { max(0.01, ofStated(spacing)) }

    /// `pHYs` counts whole pixels per metre: half a pixel per metre.
    static func ofPNG(_ spacing: PixelSpacing) -> Double {
        max(spacing.betweenRows.value, spacing.betweenColumns.value) * 0.5 / 1000
    }

    /// Region borders are whole pixels, so the depth that the scanner divided by them is known to
    /// one pixel in the length of the region.
    static func ofRegion(_ box: PixelBox) -> Double { 1 / Double(min(box.columns, box.rows)) }

    private static func halfLastDigit(_ value: Double) -> Double {
        // The shortest decimal that reads back as `value`: "0.0625", "1e-05", "2.5e-3".
        let written = "\(value)".prefix { $0 != "e" }.filter { $0 != "." }
        let significant = written.drop { $0 == "0" }.reversed().drop { $0 == "0" }.count
        var mantissa = value
        while mantissa < 1 { mantissa *= 10 }
        while mantissa >= 10 { mantissa /= 10 }
        var unit = 1.0
        for _ in 1..<max(3, significant) { unit /= 10 }
        return unit / 2 / mantissa
    }
}
