/// JSON of our own making: keys in the order given, numbers with fixed decimals, `\n` at the end.
indirect enum JSONText {
    case null
    case flag(Bool)
    case whole(Int)
    case number(Double, decimals: Int)
    case text(String)
    /// On one line.
    case row([JSONText])
    /// One element a line.
    case list([JSONText])
    case object([(String, JSONText)])

    func document() -> String { rendered(indent: 0) + "\n" }

    private func rendered(indent: Int) -> String {
        switch self {
        case .null: "null"
        case .flag(let value): value ? "true" : "false"
        case .whole(let value): String(value)
        case .number(let value, let decimals): fixedDecimals(value, decimals)
        case .text(let value): quoted(value)
        case .row(let elements):
            "[" + elements.map { $0.rendered(indent: indent) }.joined(separator: ", ") + "]"
        case .list(let elements):
            block(elements.map { $0.rendered(indent: indent + 2) }, "[", "]", indent)
        case .object(let members):
            block(
                members.map { quoted($0.0) + ": " + $0.1.rendered(indent: indent + 2) }, "{", "}",
                indent)
        }
    }

    private func block(_ lines: [String], _ open: String, _ close: String, _ indent: Int) -> String
    {
        guard !lines.isEmpty else { return open + close }
        let margin = String(repeating: " ", count: indent)
        let body = lines.map { margin + "  " + $0 }.joined(separator: ",\n")
        return open + "\n" + body + "\n" + margin + close
    }

    private func quoted(_ value: String) -> String {
        var result = "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}

/// A number with a fixed count of decimals, halves away from zero; independent of locale.
/// - Precondition: |value| · 10^decimals below 2⁶².
func fixedDecimals(_ value: Double, _ decimals: Int) -> String {
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let scaled = Int((value * scale).rounded(.toNearestOrAwayFromZero))
    guard decimals > 0 else { return String(scaled) }
    let digits = String(scaled.magnitude)
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    return (scaled < 0 ? "-" : "") + padded.dropLast(decimals) + "." + padded.suffix(decimals)
}
