import Digest
import Foundation
import Ingesting
import Reporting
import Segmenting
import StudyModel
import Synchronization

/// A whole run: plan, work, collect.
package struct Batch {
    /// How a run ended.
    package struct Summary: Sendable {
        package let records: [ItemRecord]
        package let wasInterrupted: Bool
        /// Study folders of earlier runs with other inputs, sorted; no table names them.
        package var otherStudies: [String] = []

        package func count(_ status: ItemStatus) -> Int {
            records.count { $0.status == status }
        }

        /// Whether anything lowers trust in a value of this run.
        package var hasFlags: Bool {
            records.contains { record in
                (record.flags + record.nerves.flatMap(\.flags)).contains(where: \.lowersTrust)
            }
        }
    }

    private let setup: RunSetup
    private let plan: WorkPlan

    /// Reads headers and hashes contents.
    ///
    /// - Throws: `BatchError` when the seed file, model or output folder cannot be used.
    package init(
        inputs: [String], output: URL, options: PipelineOptions
    ) throws(BatchError) {
        let reader = StudyReader(operatorSpacing: options.operatorSpacing)
        setup = try RunSetup(options: options, reader: reader, output: output)
        plan = Planner.plan(inputs, reader: reader)
    }

    package var studyCount: Int { plan.studies.count }

    /// Works every study and writes the tables. `progress` is called after each study.
    package func run(
        cancellation: Cancellation, progress: @escaping @Sendable () -> Void
    ) throws(BatchError) -> Summary {
        let results = Results(settled: plan.settled)
        try write { () throws(WriteError) in
            try Collector(output: setup.output).writeDataset(setup: setup, plan: plan)
        }
        WorkerThreads.run(
            count: plan.studies.count, threads: setup.options.jobs, cancellation: cancellation
        ) { [setup, plan] in
            let runner = StudyRunner(setup: setup, cancellation: cancellation)
            return { index in
                Result { () throws(WriteError) in try runner.run(plan.studies[index]) }
            }
        } deliver: { _, ending in
            results.take(ending, cancellation: cancellation)
            progress()
        }
        if let error = results.writeError { throw .output(error) }
        let records = results.records.sorted()
        guard !cancellation.isRequested else {
            return Summary(records: records, wasInterrupted: true)
        }
        try write { () throws(WriteError) in
            try Collector(output: setup.output).writeTables(records, run: setup.record)
        }
        return Summary(
            records: records, wasInterrupted: false,
            otherStudies: setup.output.studies(except: plan.studies.map(\.folder)))
    }

    private func write(_ body: () throws(WriteError) -> Void) throws(BatchError) {
        do throws(WriteError) { try body() } catch { throw .output(error) }
    }

    /// What the workers deliver.
    private final class Results: Sendable {
        private let state: Mutex<(records: [ItemRecord], error: WriteError?)>

        init(settled: [ItemRecord]) { state = Mutex((settled, nil)) }

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
