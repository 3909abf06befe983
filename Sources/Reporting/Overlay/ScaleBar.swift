/// A bar of a round length that fits a picture.
package struct ScaleBar: Hashable, Sendable {
    package let millimetres: Int
    package let lengthInCanvasPixels: Double

    /// The longest of 1, 2, 5, 10 … 100 mm within a third of `width`; `nil` when 1 mm is longer.
    package init?(millimetresPerCanvasPixel: Double, width: Double) {
        guard millimetresPerCanvasPixel.isFinite, millimetresPerCanvasPixel > 0 else { return nil }
        let longest = [100, 50, 20, 10, 5, 2, 1].first {
            Double($0) / millimetresPerCanvasPixel <= width / 3
        }
        guard let longest else { return nil }
        millimetres = longest
        lengthInCanvasPixels = Double(longest) / millimetresPerCanvasPixel
    }

    package var label: String {
        millimetres >= 10 ? "\(millimetres / 10) cm" : "\(millimetres) mm"
    }
}
