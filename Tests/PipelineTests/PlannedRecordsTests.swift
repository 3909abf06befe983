import Digest
import Foundation
import Ingesting
import Reporting
import StudyModel
import Testing

@testable import Pipeline

/// Studies whose inputs lie mixed in one folder, with results that a test makes up.
@Suite struct PlannedRecordsTests {
    private let workspace: Workspace
    private let setup: RunSetup
    private let plan: WorkPlan
    private let records: [ItemRecord]

    init() throws {
        workspace = try Workspace()
        setup = try RunSetup(
            options: PipelineOptions(toolVersion: "test"),
            reader: StudyReader(operatorSpacing: nil), output: workspace.output)
        var plan = WorkPlan()
        var records: [ItemRecord] = []
        for study in 0..<4 {
            // Every fourth input; the last study has an input of the first one's name.
            var inputs = (0..<5).map { "flat/\(study == 3 && $0 == 0 ? 0 : $0 * 4 + study).dcm" }
            // One text, and the names of two files: with a letter and an accent, and with both in one.
            if study == 2 { inputs[3...4] = ["flat/e\u{301}.dcm", "flat/\u{e9}.dcm"] }
            plan.studies.append(Self.study("s\(study)", inputs))
            records += inputs.flatMap { input in
                [2, 1].map { Self.record(of: input, in: "s\(study)", frame: $0) }
            }
        }
        plan.settled = ["flat/1.dcm", "zzz", "a"].map {
            Settled.skipped(Settled.source(of: $0), .notAnImage)
        }
        self.plan = plan
        self.records = records + plan.settled
        for study in plan.studies { try write(study) }
    }

    @Test("rows are in the order of all records, in memory or spooled", arguments: [0, 12, 2000])
    func order(waitingLimit: Int) throws {
        let order = RowOrder(plan)
        var planned = PlannedRecords(
            plan: plan, order: order, setup: setup, waitingLimit: waitingLimit)
        var rows: [ItemRecord] = []
        for places in order.inputs { rows += try planned.records(at: places) }
        #expect(rows == records.sorted())
        #expect(rows.count == 43 && planned.missing.sentence == nil)
    }

    @Test("tables hold those rows, and only whole files are left")
    func tables() throws {
        let summary = try Batch(setup: setup, plan: plan).collect()
        #expect(summary.count(.refused) == 40 && summary.count(.skipped) == 3)
        let rows = try workspace.table("items.tsv")
        #expect(rows.map { $0["item"] } == records.sorted().map(\.source.item))
        #expect(try !workspace.files().keys.contains { $0.contains(".partial-") })
    }

    @Test("a study without its report is missing once, and no table is written")
    func missing() throws {
        try FileManager.default.removeItem(
            at: workspace.output.appending(path: "s2/report.json"))
        let error = #expect(throws: BatchError.self) {
            try Batch(setup: setup, plan: plan).collect()
        }
        #expect(error?.message.hasPrefix("1 of 4 studies have no result yet, such as s2;") == true)
        let names = try workspace.files().keys
        #expect(!names.contains("items.tsv") && !names.contains { $0.contains(".partial-") })
    }

    private static func study(_ folder: String, _ inputs: [String]) -> PlannedStudy {
        PlannedStudy(
            folder: folder, studyInstanceUID: folder,
            inputs: inputs.map { input in
                PlannedInput(
                    item: InputItem(
                        input: input, path: "/" + input, byteCount: 1, sidecarPath: nil),
                    content: SHA256Digest(of: folder + input), sidecar: nil,
                    placement: FramePlacement(), sopInstanceUID: nil)
            })
    }

    private static func record(of input: String, in study: String, frame: Int) -> ItemRecord {
        var source = ItemSource(item: "\(study)/\(input)-\(frame)", input: input)
        source.study = study
        source.frame = frame
        return Settled.refused(source, .empty(input: input))
    }

    private func write(_ study: PlannedStudy) throws {
        let report = StudyReport(
            study: study.folder, run: setup.record,
            items: records.filter { $0.source.study == study.folder }, validation: [])
        try setup.output.write(report.json.text, to: study.folder + "/report.json")
        try FinishedStudy.write(
            study.folder, setup.fingerprint(of: study), report: report.json.text, files: [],
            isFinal: true, in: setup.output)
    }
}
