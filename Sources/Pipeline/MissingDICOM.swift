import Exporting
import Reporting

/// Studies that have no DICOM objects although they were asked for, by reason.
package struct MissingDICOM: Sendable {
    package struct Entry: Sendable {
        package let code: String
        /// What befell the first study.
        package let sentence: String
        package let example: String
        package fileprivate(set) var inputCount = 1
        fileprivate var lastInput: String

        /// Whether the program is to blame.
        package var isDefect: Bool { ResultGap.defects.contains(code) }

        /// Whether it may be gone another time.
        package var mayPass: Bool { ResultGap.passing.contains(code) }
    }

    /// In the order of their first appearance.
    package private(set) var entries: [Entry] = []

    /// Records of one input follow each other.
    mutating func add(_ record: ItemRecord) {
        guard let gap = record.dicomGap else { return }
        let input = record.source.input
        if let index = entries.firstIndex(where: { $0.code == gap.code }) {
            if entries[index].lastInput != input { entries[index].inputCount += 1 }
            entries[index].lastInput = input
        } else {
            entries.append(
                Entry(
                    code: gap.code, sentence: gap.explanation, example: input, lastInput: input))
        }
    }
}
