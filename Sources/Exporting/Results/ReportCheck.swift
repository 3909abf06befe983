import DICOMFiles
import Reporting

/// Reads a structured report back and compares every nerve, and what was not measured, with the records
/// it was made from.
struct ReportCheck {
    let sources: [(header: SourceHeader, records: [ItemRecord])]
    let identity: ResultIdentity

    func check(_ bytes: [UInt8]) throws(ResultGap) {
        let root: DICOMFile.Item
        do throws(DICOMProblem) {
            root = try DICOMFile(bytes: bytes).root
        } catch {
            throw contradiction(error.message)
        }
        let groups = root.contents(named: .imagingMeasurements)
            .flatMap { $0.contents(named: .measurementGroup) }
        guard groups.count == expected.count else {
            throw contradiction("\(groups.count) nerves, not \(expected.count)")
        }
        for (group, nerve) in zip(groups, expected) {
            let words = "nerve \(nerve.nerve.rank) of \(nerve.record.source.item)"
            guard let found = ReadGroup(group) else {
                throw contradiction(words + " is unreadable")
            }
            if let difference = found.difference(from: nerve) {
                throw contradiction("\(difference) of \(words)")
            }
        }
        guard remarks(in: root) == unmeasured else {
            throw contradiction("the frames not measured")
        }
    }

    private var expected: [MeasurementGroup] {
        sources.flatMap { source in
            source.records.flatMap { record in
                record.nerves.map {
                    MeasurementGroup(
                        source: source.header, record: record, nerve: $0, identity: identity)
                }
            }
        }
    }

    private var unmeasured: [String] {
        sources.flatMap { UnmeasuredFrames.lines(of: $0.records, in: $0.header.shortName) }
    }

    private func remarks(in root: DICOMFile.Item) -> [String?] {
        root.contents(named: .qualitativeEvaluations)
            .flatMap { $0.contents(named: PrivateScheme.notMeasured) }.map { $0.text(.textValue) }
    }

    private func contradiction(_ detail: String) -> ResultGap {
        .contradiction(object: "the structured report", detail: detail)
    }
}
