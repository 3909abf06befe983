/// One file of the page: its path in the output folder and its text.
package struct PageFile: Hashable, Sendable {
    package let path: String
    package let text: String

    /// The path of a data file: `page/rows-0001.js`. Numbers begin with 1.
    package static func data(_ kind: String, _ number: Int) -> String {
        let digits = String(number)
        let zeros = String(repeating: "0", count: max(0, 4 - digits.count))
        return "page/\(kind)-\(zeros)\(digits).js"
    }
}
