import DICOMFiles
import Digest
import Ingesting
import Reporting
import StudyModel

/// Turns INPUT arguments into a plan: reads headers and hashes contents, decodes no pixel.
package struct Planner {
    private let pseudonyms: Pseudonyms?
    private var plan = WorkPlan()
    private var dicomStudies: [String: PlannedStudy] = [:]
    private var instances: [String: (input: String, content: SHA256Digest)] = [:]

    private init(pseudonyms: Pseudonyms?) { self.pseudonyms = pseudonyms }

    /// - Parameters:
    ///   - pseudonyms: for the identifiers of DICOM files.
    ///   - threads: that read files; the plan is the same on any number.
    package static func plan(
        _ arguments: [String], reader: StudyReader, pseudonyms: Pseudonyms? = nil, threads: Int = 1
    ) -> WorkPlan {
        var planner = Planner(pseudonyms: pseudonyms)
        let scan = InputScanner.scan(arguments)
        for refusal in scan.refusals { planner.refuse(refusal.input, refusal.error) }
        for skip in scan.skips { planner.skip(skip.input, skip.reason) }
        let items = scan.items
        let looks = WorkerThreads.map(count: items.count, threads: threads) { index in
            Result { () throws(IngestError) in try InputLook(items[index], reader: reader) }
        }
        for (item, look) in zip(items, looks) { planner.add(item, look) }
        return planner.finished()
    }

    private mutating func add(_ item: InputItem, _ look: Result<InputLook, IngestError>) {
        do throws(IngestError) {
            let look = try look.get()
            if item.isDICOM {
                try addDICOM(item, look)
            } else {
                plan.studies.append(Self.rasterStudy(item, look))
            }
        } catch {
            refuse(item.input, error)
        }
    }

    /// A file that is a study of its own.
    private static func rasterStudy(_ item: InputItem, _ look: InputLook) -> PlannedStudy {
        let input = PlannedInput(
            item: item, content: look.content, sidecar: look.sidecar, placement: FramePlacement(),
            sopInstanceUID: nil)
        return PlannedStudy(
            folder: ItemNaming.rasterStudy(input: item.input, content: look.content),
            studyInstanceUID: nil, inputs: [input])
    }

    private mutating func addDICOM(_ item: InputItem, _ look: InputLook) throws(IngestError) {
        var placement: FramePlacement
        switch look.header {
        case .skipped(let reason)?: return skip(item.input, reason)
        case .placed(let place)?: placement = place
        case nil: return
        }
        if let uid = look.sopInstanceUID {
            if let other = instances[uid] {
                guard other.content == look.content else {
                    throw .contradictoryInstance(input: item.input, other: other.input)
                }
                return skip(item.input, .duplicateInstance(of: other.input))
            }
            instances[uid] = (item.input, look.content)
        }
        placement.studyInstanceUID = written(placement.studyInstanceUID)
        placement.seriesInstanceUID = written(placement.seriesInstanceUID)
        let study = placement.studyInstanceUID
        let folder = ItemNaming.folder(uid: study ?? item.input)
        dicomStudies[
            folder, default: PlannedStudy(folder: folder, studyInstanceUID: study, inputs: [])
        ].inputs.append(
            PlannedInput(
                item: item, content: look.content, sidecar: look.sidecar, placement: placement,
                sopInstanceUID: written(look.sopInstanceUID)))
    }

    /// An identifier as results show it.
    private func written(_ uid: String?) -> String? {
        uid.map { pseudonyms?.uid($0) ?? $0 }
    }

    private func finished() -> WorkPlan {
        var plan = plan
        plan.studies += dicomStudies.values.map { study in
            var study = study
            study.inputs.sort(by: Self.precedes)
            return study
        }
        plan.studies.sort { $0.folder < $1.folder }
        return plan
    }

    /// Series, then instance number, then UID.
    private static func precedes(_ left: PlannedInput, _ right: PlannedInput) -> Bool {
        func key(_ input: PlannedInput) -> (String, Int, String) {
            (
                input.placement.seriesInstanceUID ?? "", input.placement.instanceNumber ?? 0,
                input.sopInstanceUID ?? input.item.input
            )
        }
        return key(left) < key(right)
    }

    private mutating func refuse(_ input: String, _ error: IngestError) {
        plan.settled.append(Settled.refused(Settled.source(of: input), error))
    }

    private mutating func skip(_ input: String, _ reason: SkipReason) {
        plan.settled.append(Settled.skipped(Settled.source(of: input), reason))
    }
}
