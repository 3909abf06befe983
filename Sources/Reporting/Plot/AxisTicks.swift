import JSON

/// Round numbers along an axis.
package struct AxisTicks: Hashable, Sendable {
    package let values: [Double]
    package let decimals: Int

    /// Whole numbers up to here differ from their neighbours.
    private static let largestIndex = 1e15

    /// Multiples of 1, 2 or 5 times a power of ten inside `range`, about `count` of them, in
    /// steps of at least `smallest`; none where the range is too narrow for its distance from 0.
    package init(over range: ClosedRange<Double>, count: Int, smallest: Double = 0.001) {
        guard (range.upperBound - range.lowerBound).isFinite else {
            (values, decimals) = ([], 0)
            return
        }
        let rough = max((range.upperBound - range.lowerBound) / Double(max(1, count)), smallest)
        var power = 1.0
        var digits = 0
        while power * 10 <= rough { power *= 10 }
        while power > rough * 1.000001, digits < 6 {
            power /= 10
            digits += 1
        }
        let step = [1.0, 2, 5, 10].first { $0 * power >= rough * 0.999 } ?? 10
        let width = step * power
        decimals = step == 10 ? max(0, digits - 1) : digits
        let first = (range.lowerBound / width - 1e-9).rounded(.up)
        let last = (range.upperBound / width + 1e-9).rounded(.down)
        guard first <= last, max(first.magnitude, last.magnitude) < Self.largestIndex else {
            values = []
            return
        }
        values = (0...Int(last - first)).map { (first + Double($0)) * width }
    }

    package func label(_ value: Double) -> String { Self.label(value, decimals: decimals) }

    static func label(_ value: Double, decimals: Int) -> String {
        DecimalText.text(value, decimals: decimals) ?? ""
    }
}
