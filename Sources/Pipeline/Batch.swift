import Foundation
import Ingesting
import Reporting
import StudyModel

/// A whole run: plan, work, collect; in one process, or apart by way of a manifest.
package struct Batch {
    let setup: RunSetup
    let plan: WorkPlan

    init(setup: RunSetup, plan: WorkPlan) {
        self.setup = setup
        self.plan = plan
    }

    /// Reads headers and hashes contents.
    ///
    /// - Throws: `BatchError` when the seed file, model or output folder cannot be used.
    package init(
        inputs: [String], output: URL, options: PipelineOptions
    ) throws(BatchError) {
        let reader = StudyReader(operatorSpacing: options.operatorSpacing)
        setup = try RunSetup(options: options, reader: reader, output: output)
        plan = Planner.plan(
            inputs, reader: reader, pseudonyms: setup.pseudonyms, threads: options.jobs)
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

    /// Whether a run with these options could begin.
    package static func check(_ options: PipelineOptions) throws(BatchError) {
        _ = try Engine(options)
        _ = try options.keyFile.map { file throws(BatchError) in
            try RunSetup.pseudonyms(keyFile: file)
        }
    }

    package var studyCount: Int { plan.studies.count }

    package func studyCount(of shard: Shard) -> Int { plan.studies.count(where: shard.holds) }

    /// Works every study and writes the tables.
    package func run(
        cancellation: Cancellation, observer: Observer = Observer()
    ) throws(BatchError) -> Summary {
        try writeDataset()
        let worked = try work(plan.studies, cancellation, observer.ofStudies)
        guard !worked.wasInterrupted else { return worked.adding(plan.settled) }
        return try collected(observer)
    }

    /// Writes the manifest, and with it the mark that the output folder is ours.
    ///
    /// - Returns: the name of the manifest in the output folder.
    package func writeManifest() throws(BatchError) -> String {
        try writeDataset()
        var options = setup.options
        options.kernels = setup.record.kernelTier
        let manifest = Manifest(run: setup.record, options: options, plan: plan)
        return try write { () throws(WriteError) in try manifest.write(to: setup.output) }
    }

    /// Works the studies of one part of the plan; writes no table.
    package func run(
        shard: Shard, cancellation: Cancellation, observer: Observer = Observer()
    ) throws(BatchError) -> Summary {
        try work(plan.studies.filter(shard.holds), cancellation, observer)
    }

    /// Writes the tables from the records of studies that were worked before.
    ///
    /// - Throws: `BatchError.incomplete` when a study has none.
    package func collect(observer: Observer = Observer()) throws(BatchError) -> Summary {
        var missing = MissingStudies(planned: plan.studies.count)
        for study in plan.studies where !setup.hasRecords(of: study) { missing.add(study) }
        if let sentence = missing.sentence { throw .incomplete(sentence) }
        return try collected(observer)
    }
}
