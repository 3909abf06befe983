import Foundation
import Ingesting
import Reporting
import StudyModel

/// A whole run: plan, work, collect; in one process, or apart by way of a manifest.
package struct Batch {
    let setup: RunSetup
    let plan: WorkPlan

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

    /// A run that was planned before; its output is the folder of the manifest.
    ///
    /// - Throws: `BatchError` also when program, model, kernels or seeds are not what was planned.
    package init(
        manifest path: String, toolVersion: String, jobs: Int, marksFiles: [String] = []
    ) throws(BatchError) {
        let manifest = try Manifest(path: path, toolVersion: toolVersion)
        var options = manifest.options
        options.jobs = jobs
        options.marksFiles = marksFiles
        setup = try RunSetup(
            options: options, reader: StudyReader(operatorSpacing: options.operatorSpacing),
            output: URL(filePath: path).deletingLastPathComponent(), verifiesInputs: true)
        plan = manifest.plan
        if let difference = setup.record.difference(from: manifest.run) {
            throw .manifest("the plan cannot be carried out: \(difference); plan again")
        }
    }

    package var studyCount: Int { plan.studies.count }

    package func studyCount(of shard: Shard) -> Int { plan.studies.count(where: shard.holds) }

    /// Works every study and writes the tables. `progress` is called after each study.
    package func run(
        cancellation: Cancellation, progress: @escaping @Sendable () -> Void
    ) throws(BatchError) -> Summary {
        try writeDataset()
        let records = try work(plan.studies, cancellation, progress) + plan.settled
        guard !cancellation.isRequested else {
            return Summary(records: records.sorted(), wasInterrupted: true)
        }
        return try collected(records)
    }

    /// Writes the manifest, and with it the mark that the output folder is ours.
    ///
    /// - Returns: the name of the manifest in the output folder.
    package func writeManifest() throws(BatchError) -> String {
        try writeDataset()
        var options = setup.options
        options.kernels = setup.record.kernelTier
        let text = Manifest(run: setup.record, options: options, plan: plan)
            .json(in: setup.output.root).text
        let name = Manifest.name(of: text)
        try write { () throws(WriteError) in try setup.output.write(text, to: name) }
        return name
    }

    /// Works the studies of one part of the plan; writes no table.
    package func run(
        shard: Shard, cancellation: Cancellation,
        progress: @escaping @Sendable () -> Void
    ) throws(BatchError) -> Summary {
        let studies = plan.studies.filter(shard.holds)
        let records = try work(studies, cancellation, progress)
        return Summary(records: records.sorted(), wasInterrupted: cancellation.isRequested)
    }

    /// Writes the tables from the records of studies that were worked before.
    ///
    /// - Throws: `BatchError.incomplete` when a study has none.
    package func collect() throws(BatchError) -> Summary {
        var records = plan.settled
        var missing: [String] = []
        for study in plan.studies {
            let fingerprint = setup.fingerprint(of: study)
            if let found = FinishedStudy.records(
                of: study.folder, fingerprint, in: setup.output, evenUnfinished: true)
            {
                records += found.map(\.withoutVertices)
            } else {
                missing.append(study.folder)
            }
        }
        if let first = missing.first {
            throw .incomplete(
                "\(missing.count) of \(plan.studies.count) studies have no result yet, such as "
                    + "\(first); run their shards again, then collect")
        }
        return try collected(records)
    }
}
