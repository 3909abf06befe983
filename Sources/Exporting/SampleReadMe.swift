import Digest

/// The README of `SampleImages`.
struct SampleReadMe {
    struct Row {
        let path: String
        let what: String
        let expected: String
        let files: [(path: String, bytes: [UInt8])]
    }

    let rows: [Row]

    var text: String {
        let table = rows.map { "| `\($0.path)` | \($0.what) | \($0.expected) |" }
        let digests = rows.flatMap(\.files).map {
            SHA256Digest(of: $0.bytes).hexadecimal + "  " + $0.path
        }
        return """
            # Sample images

            Simulated ultrasound and MR, written by `scripts/regenerate-samples`
            (`nerve-measure phantom samples -o SampleImages`): no patient, no scanner. Licence:
            Apache-2.0 like the rest of the repository, or CC0 1.0, as you like. `truth` holds the
            outline, area and axes of every nerve and vessel, from the formulas that the pictures
            were made of; in ultrasound an area includes the echogenic rim. The MR series is measured
            with `--mr`; its truth is in `mr/truth`.

            | file | shows | truth |
            |---|---|---|
            \(table.joined(separator: "\n"))

            A picture `NAME.png` has its scale in `NAME.json`; a DICOM file in its Sequence of
            Ultrasound Regions. Areas are exact; how near a measurement comes, and where the program
            abstains although there is a nerve, is what `scripts/demo` shows.

            ```
            \(digests.joined(separator: "\n"))
            ```

            """
    }
}
