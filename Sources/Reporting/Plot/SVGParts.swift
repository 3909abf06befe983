import JSON

/// Pieces of SVG that every plot draws with; coordinates have one decimal.
enum SVGParts {
    static func text(_ text: String, at place: (Double, Double), style: String = "") -> String {
        let attribute = style.isEmpty ? "" : " class=\"\(style)\""
        let escaped = HTMLText.escaped(text)
        return
            "<text\(attribute) x=\"\(number(place.0))\" y=\"\(number(place.1))\">\(escaped)</text>\n"
    }

    static func line(
        from: (Double, Double), to: (Double, Double), style: String
    ) -> String {
        "<path class=\"\(style)\" d=\"M\(number(from.0)) \(number(from.1))"
            + "L\(number(to.0)) \(number(to.1))\"/>\n"
    }

    static func rectangle(
        at place: (Double, Double), width: Double, height: Double, style: String
    ) -> String {
        "<rect class=\"\(style)\" x=\"\(number(place.0))\" y=\"\(number(place.1))\" "
            + "width=\"\(number(width))\" height=\"\(number(height))\"/>\n"
    }

    static func circle(at place: (Double, Double), radius: Double, style: String) -> String {
        "<circle class=\"\(style)\" cx=\"\(number(place.0))\" cy=\"\(number(place.1))\" "
            + "r=\"\(number(radius))\"/>\n"
    }

    static func number(_ value: Double) -> String {
        DecimalText.text(value, decimals: 1) ?? "0.0"
    }
}
