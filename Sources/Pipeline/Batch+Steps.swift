import Ingesting
import Reporting
import Synchronization

extension Batch {
    /// - Returns: the records of the studies, in no particular order.
    func work(
        _ studies: [PlannedStudy], _ cancellation: Cancellation,
        _ progress: @escaping @Sendable () -> Void
    ) throws(BatchError) -> [ItemRecord] {
        let results = Results()
        WorkerThreads.run(
            count: studies.count, threads: setup.options.jobs, cancellation: cancellation
        ) { [setup] in
            let runner = StudyRunner(setup: setup, cancellation: cancellation)
            return { index in Result { () throws(WriteError) in try runner.run(studies[index]) } }
        } deliver: { _, ending in
            results.take(ending, cancellation: cancellation)
            progress()
        }
        if let error = results.writeError { throw .output(error) }
        return results.records
    }

    /// Writes tables and pages.
    func collected(_ records: [ItemRecord]) throws(BatchError) -> Summary {
        let records = records.sorted()
        try checkMarks(of: records)
        try write { () throws(WriteError) in
            try Collector(output: setup.output).writeTables(
                records, run: setup.record, marks: setup.marks)
        }
        return Summary(
            records: records, wasInterrupted: false,
            otherStudies: setup.output.studies(except: plan.studies.map(\.folder)),
            unusedSeeds: unusedSeeds(among: records))
    }

    /// Before anything is written: tables with some of the marks would look complete.
    private func checkMarks(of records: [ItemRecord]) throws(BatchError) {
        var check = Marks.Check(setup.marks)
        for record in records { check.see(record) }
        do throws(MarksProblem) { try check.finish() } catch { throw .marks(error) }
    }

    func writeDataset() throws(BatchError) {
        try write { () throws(WriteError) in
            try Collector(output: setup.output).writeDataset(setup: setup, plan: plan)
        }
    }

    func write(_ body: () throws(WriteError) -> Void) throws(BatchError) {
        do throws(WriteError) { try body() } catch { throw .output(error) }
    }

    private func unusedSeeds(among records: [ItemRecord]) -> [String] {
        guard let seeds = setup.seeds else { return [] }
        let frames = records.reduce(into: [String: Set<Int>]()) { frames, record in
            frames[record.source.input, default: []].formUnion(
                [record.source.frame].compactMap { $0 })
        }
        return UnusedSeeds.sentences(of: seeds.targets, among: frames)
    }

    /// What the workers deliver.
    private final class Results: Sendable {
        private let state = Mutex<(records: [ItemRecord], error: WriteError?)>(([], nil))

        var records: [ItemRecord] { state.withLock { $0.records } }
        var writeError: WriteError? { state.withLock { $0.error } }

        func take(
            _ result: Result<StudyRunner.Ending, WriteError>, cancellation: Cancellation
        ) {
            state.withLock { state in
                switch result {
                case .success(.finished(let records)): state.records += records
                case .success(.interrupted): break
                case .failure(let error):
                    state.error = error
                    cancellation.request()
                }
            }
        }
    }
}
