/// Codes of tables and reports for readers.
package enum CodeWords {
    /// "spacingFromOperator" is "spacing from operator", "quadratus_femoris" "quadratus femoris".
    package static func words(_ code: String) -> String {
        code.reduce(into: "") { text, letter in
            if letter == "_" {
                text += " "
            } else {
                text += letter.isUppercase ? " " + letter.lowercased() : String(letter)
            }
        }
    }
}
