import Ingesting
import Reporting
import Synchronization

extension Batch {
    /// - Returns: what became of the studies that were worked.
    func work(
        _ studies: [PlannedStudy], _ cancellation: Cancellation, _ observer: Observer
    ) throws(BatchError) -> Summary {
        let results = Results()
        WorkerThreads.run(
            count: studies.count, threads: setup.options.jobs, cancellation: cancellation
        ) { [setup] in
            let runner = StudyRunner(setup: setup, cancellation: cancellation)
            return { index in Result { () throws(WriteError) in try runner.run(studies[index]) } }
        } deliver: { _, ending in
            results.take(ending, cancellation, observer)
            observer.studyIsDone()
        }
        if let error = results.writeError { throw .output(error) }
        return results.summary(wasInterrupted: cancellation.isRequested)
    }

    /// Writes tables and pages from the records of finished studies, one study at a time.
    ///
    /// - Throws: `BatchError.incomplete` when a study has none; no table is written then.
    func collected(_ observer: Observer) throws(BatchError) -> Summary {
        setup.output.removeLeftovers()
        let order = RowOrder(plan)
        var studies = PlannedRecords(plan: plan, order: order, setup: setup)
        var seeds = SeedUse(of: setup.seeds)
        var summary = Summary()
        var marks = Marks.Check(setup.marks)
        var collector = try write { () throws(WriteError) in
            try Collector(output: setup.output, run: setup.record, marks: setup.marks)
        }
        try write { () throws(WriteError) in
            for places in order.inputs {
                for record in try studies.records(at: places) {
                    try collector.append(record)
                    summary.add(record)
                    seeds.note(record)
                    marks.see(record)
                    observer.see(record)
                }
            }
        }
        if let sentence = studies.missing.sentence { throw .incomplete(sentence) }
        do throws(MarksProblem) { try marks.finish() } catch { throw .marks(error) }
        try write { () throws(WriteError) in try collector.publish() }
        summary.otherStudies = setup.output.studies { plan.holds(folder: $0) }
        summary.unusedSeeds = seeds.unused(inputs: { plan.inputNames })
        return summary
    }

    func writeDataset() throws(BatchError) {
        try write { () throws(WriteError) in
            try Collector.writeDataset(setup: setup, plan: plan)
        }
    }

    func write<Value>(_ body: () throws(WriteError) -> Value) throws(BatchError) -> Value {
        do throws(WriteError) { return try body() } catch { throw .output(error) }
    }

    /// What the workers deliver.
    private final class Results: Sendable {
        private let state = Mutex<(summary: Summary, error: WriteError?)>((Summary(), nil))

        var writeError: WriteError? { state.withLock { $0.error } }

        func summary(wasInterrupted: Bool) -> Summary {
            var summary = state.withLock { $0.summary }
            summary.wasInterrupted = wasInterrupted
            return summary
        }

        func take(
            _ result: Result<StudyRunner.Ending, WriteError>, _ cancellation: Cancellation,
            _ observer: Observer
        ) {
            state.withLock { state in
                switch result {
                case .success(.finished(let records)):
                    for record in records {
                        state.summary.add(record)
                        observer.see(record)
                    }
                case .success(.interrupted): break
                case .failure(let error):
                    state.error = error
                    cancellation.request()
                }
            }
        }
    }
}
