import JSON
import Statistics

extension [Double] {
    /// NaN for none.
    var average: Double { isEmpty ? .nan : reduce(0, +) / Double(count) }

    func quantile(_ probability: Double) -> Double {
        (try? Sample(self))?.quantile(probability) ?? .nan
    }
}

extension Double {
    func text(_ decimals: Int, signed: Bool = false) -> String {
        guard let text = DecimalText.text(self, decimals: decimals) else { return "n/a" }
        return signed && self > 0 ? "+" + text : text
    }
}

func percent(_ part: Int, _ whole: Int) -> String {
    whole == 0 ? "n/a" : (100 * Double(part) / Double(whole)).text(1) + " %"
}

/// A table in Markdown.
func printTable(_ header: [String], _ rows: [[String]]) {
    print("| " + header.joined(separator: " | ") + " |")
    print("|" + header.map { _ in "---" }.joined(separator: "|") + "|")
    for row in rows { print("| " + row.joined(separator: " | ") + " |") }
    print()
}
