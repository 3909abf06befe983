import DICOMFiles
import Reporting

/// Reads a structured report back and compares every nerve, what is said of volumes, and what was not
/// measured, with what it was made from.
struct ReportCheck {
    let content: ReportContent

    func check(_ file: DICOMFile) throws(ResultGap) {
        let root = file.root
        let groups = root.contents(named: .imagingMeasurements)
            .flatMap { $0.contents(named: .measurementGroup) }
        let expected = content.nerves.count + content.volumeGroups.count
        guard groups.count == expected else {
            throw contradiction("\(groups.count) groups, not \(expected)")
        }
        for (group, nerve) in zip(groups, content.nerves) {
            let words = "nerve \(nerve.nerve.rank) of \(nerve.record.source.item)"
            guard let found = ReadGroup(group, sectionCount: nerve.section.count) else {
                throw contradiction(words + " is unreadable")
            }
            if let difference = found.difference(from: nerve) {
                throw contradiction("\(difference) of \(words)")
            }
        }
        for (group, expected) in zip(groups.dropFirst(content.nerves.count), content.volumeGroups) {
            if let difference = expected.difference(from: group) { throw contradiction(difference) }
        }
        guard remarks(PrivateScheme.notMeasured, in: root) == content.unmeasured,
            remarks(PrivateScheme.remark, in: root) == content.remarks
        else { throw contradiction("the frames not measured") }
    }

    private func remarks(_ name: Code, in root: DICOMFile.Item) -> [String?] {
        root.contents(named: .qualitativeEvaluations).flatMap { $0.contents(named: name) }.map {
            $0.text(.textValue)
        }
    }

    private func contradiction(_ detail: String) -> ResultGap {
        .contradiction(object: "the structured report", detail: detail)
    }
}
