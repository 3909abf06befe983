import DICOMFiles
import Reporting

/// What a result depends on, and the identifiers that follow from it.
package struct ResultIdentity: Sendable {
    let run: RunRecord
    /// Of the names and contents of all inputs of the study, the version of the program, its parameters,
    /// kernels, models and seeds.
    let digest: String

    package init(run: RunRecord, digest: String) {
        self.run = run
        self.digest = digest
    }

    /// The same for an identical rerun, another one as soon as anything differs.
    func uid(_ role: String...) -> String {
        UniqueIdentifier.derived(from: ([digest] + role).joined(separator: "\n")).text
    }

    /// Of an object about `subject`; `nil` for one about the whole study.
    func sopInstanceUID(_ kind: ResultKind, of subject: ResultSubject?) -> String {
        uid(kind.rawValue, subject?.key ?? "study")
    }

    /// Of the series that holds all objects of a kind.
    func seriesInstanceUID(_ kind: ResultKind) -> String { uid(kind.rawValue, "series") }

    /// Of the models, for Device Serial Number: 12 hexadecimal digits each.
    var modelSerial: String {
        run.models.map { String($0.sha256.prefix(12)) }.joined(separator: " ")
    }
}
