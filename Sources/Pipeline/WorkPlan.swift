import Digest
import Ingesting
import Reporting
import StudyModel

/// One file of a study, as planned.
package struct PlannedInput: Sendable {
    package let item: InputItem
    package let content: SHA256Digest
    /// Of the file beside it that states its scale; `nil` without one.
    package let sidecar: SHA256Digest?
    package let placement: FramePlacement
    package let sopInstanceUID: String?
}

extension PlannedInput {
    /// - Throws: `IngestError.changedSincePlan` when the file or its sidecar has other bytes.
    func verify() throws(IngestError) {
        let found = try ContentDigest.of(item.path, input: item.input)
        guard found == content, try ContentDigest.ofSidecar(item) == sidecar else {
            throw .changedSincePlan(input: item.input)
        }
    }
}

/// The unit of work: what becomes one folder of the output.
package struct PlannedStudy: Sendable {
    package let folder: String
    package let studyInstanceUID: String?
    package var inputs: [PlannedInput]
}

/// Everything to do, and everything that is settled without doing it.
package struct WorkPlan: Sendable {
    package var studies: [PlannedStudy] = []
    /// Inputs that were skipped or refused before any frame was read.
    package var settled: [ItemRecord] = []
}
