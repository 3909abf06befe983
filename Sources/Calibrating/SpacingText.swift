import Foundation
import Geometry
import StudyModel

extension Double {
    /// This number with `places` digits after the point, whatever the locale.
    func decimal(places: Int) -> String {
        guard isFinite, magnitude < 1e12 else { return "\(self)" }
        var scale = 1.0
        for _ in 0..<places { scale *= 10 }
        let digits = String(Int64((magnitude * scale).rounded()))
        let padded = String(repeating: "0", count: Swift.max(0, places + 1 - digits.count)) + digits
        let sign = self < 0 && padded.contains { $0 != "0" } ? "-" : ""
        return sign + padded.dropLast(places) + (places > 0 ? "." + padded.suffix(places) : "")
    }
}

extension Double {
    /// Six significant digits, without trailing zeros.
    var significant: String { String(format: "%.6g", self) }
}

extension PixelSpacing {
    var text: String {
        "\(betweenRows.value.decimal(places: 5)) × \(betweenColumns.value.decimal(places: 5)) "
            + "mm/pixel (row × column)"
    }
}

extension StatedSpacing {
    var text: String {
        "\(betweenRows.significant) × \(betweenColumns.significant) mm/pixel (row × column)"
    }
}
