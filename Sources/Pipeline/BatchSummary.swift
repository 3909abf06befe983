import Reporting
import StudyModel

extension Batch {
    /// How a run ended.
    package struct Summary: Sendable {
        /// Without vertices.
        package let records: [ItemRecord]
        package let wasInterrupted: Bool
        /// Study folders of earlier runs with other inputs, sorted; no table names them.
        package var otherStudies: [String] = []
        /// A sentence for every input that seeds name in vain.
        package var unusedSeeds: [String] = []

        package var missingDICOM: MissingDICOM {
            records.reduce(into: MissingDICOM()) { $0.add($1) }
        }

        package func count(_ status: ItemStatus) -> Int {
            records.count { $0.status == status }
        }

        /// Whether anything lowers trust in a value of this run.
        package var hasFlags: Bool {
            !unusedSeeds.isEmpty
                || records.contains { record in
                    (record.flags + record.nerves.flatMap(\.flags)).contains(where: \.lowersTrust)
                }
        }
    }
}
