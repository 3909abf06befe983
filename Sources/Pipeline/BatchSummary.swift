import Reporting
import StudyModel

extension Batch {
    /// How a run ended.
    package struct Summary: Sendable {
        private var counts: [ItemStatus: Int] = [:]
        /// Whether an input that was asked for is not there.
        package private(set) var inputIsMissing = false
        private var recordHasFlags = false
        package private(set) var missingDICOM = MissingDICOM()
        package var wasInterrupted = false
        /// Study folders of earlier runs with other inputs, sorted; no table names them.
        package var otherStudies: [String] = []
        /// A sentence for every input that seeds name in vain.
        package var unusedSeeds: [String] = []

        package func count(_ status: ItemStatus) -> Int { counts[status] ?? 0 }

        /// Whether anything lowers trust in a value of this run.
        package var hasFlags: Bool { recordHasFlags || !unusedSeeds.isEmpty }

        mutating func add(_ record: ItemRecord) {
            counts[record.status, default: 0] += 1
            missingDICOM.add(record)
            if record.reason?.code == "missing" { inputIsMissing = true }
            let flags = record.flags + record.nerves.flatMap(\.flags)
            if flags.contains(where: \.lowersTrust) { recordHasFlags = true }
        }

        func adding(_ records: [ItemRecord]) -> Summary {
            records.reduce(into: self) { $0.add($1) }
        }
    }

    /// Who is told of a run while it goes on; never two at once.
    package struct Observer: Sendable {
        let studyIsDone: @Sendable () -> Void
        let itemIsRefused: @Sendable (ItemRecord) -> Void

        /// - Parameters:
        ///   - studyIsDone: called after each study that was worked.
        ///   - itemIsRefused: takes the record of an item that was refused or failed.
        package init(
            studyIsDone: @escaping @Sendable () -> Void = {},
            itemIsRefused: @escaping @Sendable (ItemRecord) -> Void = { _ in }
        ) {
            self.studyIsDone = studyIsDone
            self.itemIsRefused = itemIsRefused
        }

        /// Told of studies alone: items are told of when they are collected.
        var ofStudies: Observer { Observer(studyIsDone: studyIsDone) }

        func see(_ record: ItemRecord) {
            if record.status == .refused || record.status == .failed { itemIsRefused(record) }
        }
    }
}
