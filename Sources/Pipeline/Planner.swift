import DICOMFiles
import Digest
import Ingesting
import Reporting
import StudyModel

/// Turns INPUT arguments into a plan: reads headers and hashes contents, decodes no pixel.
package struct Planner {
    private let reader: StudyReader
    private let pseudonyms: Pseudonyms?
    private var plan = WorkPlan()
    private var dicomStudies: [String: PlannedStudy] = [:]
    private var instances: [String: (input: String, content: SHA256Digest)] = [:]

    private init(reader: StudyReader, pseudonyms: Pseudonyms?) {
        self.reader = reader
        self.pseudonyms = pseudonyms
    }

    /// - Parameter pseudonyms: for the identifiers of DICOM files.
    package static func plan(
        _ arguments: [String], reader: StudyReader, pseudonyms: Pseudonyms? = nil
    ) -> WorkPlan {
        var planner = Planner(reader: reader, pseudonyms: pseudonyms)
        let scan = InputScanner.scan(arguments)
        for refusal in scan.refusals { planner.refuse(refusal.input, refusal.error) }
        for skip in scan.skips { planner.skip(skip.input, skip.reason) }
        for item in scan.items { planner.add(item) }
        return planner.finished()
    }

    private mutating func add(_ item: InputItem) {
        do throws(IngestError) {
            let content = try ContentDigest.of(item.path, input: item.input)
            if item.isDICOM {
                try addDICOM(item, content: content)
            } else {
                plan.studies.append(try Self.rasterStudy(item, content: content))
            }
        } catch {
            refuse(item.input, error)
        }
    }

    /// A file that is a study of its own.
    private static func rasterStudy(
        _ item: InputItem, content: SHA256Digest
    ) throws(IngestError) -> PlannedStudy {
        let input = PlannedInput(
            item: item, content: content, sidecar: try ContentDigest.ofSidecar(item),
            placement: FramePlacement(), sopInstanceUID: nil)
        return PlannedStudy(
            folder: ItemNaming.rasterStudy(input: item.input, content: content),
            studyInstanceUID: nil, inputs: [input])
    }

    private mutating func addDICOM(
        _ item: InputItem, content: SHA256Digest
    ) throws(IngestError) {
        guard let source = try described(item) else { return }
        if let uid = source.sopInstanceUID {
            if let other = instances[uid] {
                guard other.content == content else {
                    throw .contradictoryInstance(input: item.input, other: other.input)
                }
                return skip(item.input, .duplicateInstance(of: other.input))
            }
            instances[uid] = (item.input, content)
        }
        var placement = source.placement
        placement.studyInstanceUID = written(placement.studyInstanceUID)
        placement.seriesInstanceUID = written(placement.seriesInstanceUID)
        let study = placement.studyInstanceUID
        let folder = ItemNaming.folder(uid: study ?? item.input)
        dicomStudies[
            folder, default: PlannedStudy(folder: folder, studyInstanceUID: study, inputs: [])
        ].inputs.append(
            PlannedInput(
                item: item, content: content, sidecar: try ContentDigest.ofSidecar(item),
                placement: placement, sopInstanceUID: written(source.sopInstanceUID)))
    }

    /// An identifier as results show it.
    private func written(_ uid: String?) -> String? {
        uid.map { pseudonyms?.uid($0) ?? $0 }
    }

    /// What the header of a file says of its place; `nil` when the file is skipped.
    private mutating func described(
        _ item: InputItem
    ) throws(IngestError) -> (placement: FramePlacement, sopInstanceUID: String?)? {
        switch try reader.open(item) {
        case .skipped(let reason):
            skip(item.input, reason)
            return nil
        case .frames(let source): return (source.placement, source.sopInstanceUID)
        case .slices(let headers):
            return headers.first.map { ($0.placement(of: headers.count), $0.sopInstanceUID) }
        }
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
