import DICOMFiles
import Reporting

/// Makes the DICOM results of one study, one object at a time.
package struct StudyResults {
    private let subjects: [ResultSubject]
    private let modules: ResultModules
    private let pictures: any ResultPictures

    /// - Parameters:
    ///   - volumes: whose slices are among the sources; each has objects of its own.
    ///   - pseudonyms: for results that bear no identity of the patient.
    ///   - limit: bytes that a deflated source may expand to.
    /// - Throws: `ResultGap` when a source lacks what results refer to.
    package init(
        of sources: [ResultSource], volumes: [ResultVolume] = [], identity: ResultIdentity,
        pictures: any ResultPictures,
        limit: Int, pseudonyms: Pseudonyms? = nil
    ) throws(ResultGap) {
        var opened: [(header: SourceHeader, records: [ItemRecord])] = []
        for source in sources where source.records.contains(where: { $0.files.mask != nil }) {
            opened.append(
                (
                    try SourceHeader(path: source.path, limit: limit, pseudonyms: pseudonyms),
                    source.records
                ))
        }
        guard let first = opened.first?.header else { throw .nothingRead }
        let patients = Set(opened.map { $0.header.file.root.text(.patientID) })
        guard patients.count == 1 else { throw .severalPatients }
        subjects = try Self.subjects(opened, volumes)
        self.pictures = pictures
        let moments = opened.compactMap { ContentMoment(of: $0.header.file.root) }
        modules = ResultModules(
            identity: identity, source: first,
            moment: pseudonyms == nil ? moments.max() ?? .unknown : .unknown,
            pseudonyms: pseudonyms)
    }

    /// Instances without the frames that are slices of a volume, then volumes.
    private static func subjects(
        _ opened: [(header: SourceHeader, records: [ItemRecord])], _ volumes: [ResultVolume]
    ) throws(ResultGap) -> [ResultSubject] {
        let slices = Set(volumes.flatMap { $0.records.map(\.source.item) })
        var subjects: [ResultSubject] = []
        var sources: [String: SourceHeader] = [:]
        for source in opened {
            if let input = source.records.first?.source.input { sources[input] = source.header }
            let frames = source.records.filter { !slices.contains($0.source.item) }
            guard frames.contains(where: { $0.files.mask != nil }) else { continue }
            subjects.append(ResultSubject(instance: source.header, records: frames))
        }
        for volume in volumes {
            guard let subject = ResultSubject(volume, sources: sources) else {
                throw .contradiction(object: "a volume", detail: "a slice without a file")
            }
            subjects.append(subject)
        }
        return subjects
    }

    /// Hands every object to `deliver`, which writes and checks it.
    ///
    /// - Throws: `ResultFailure`: a gap, or what `deliver` throws.
    package func make<Failure>(
        _ deliver: (ResultObject) throws(ResultFailure<Failure>) -> Void
    ) throws(ResultFailure<Failure>) {
        var plans: [String: SegmentPlan] = [:]
        for (place, subject) in subjects.enumerated() {
            let objects: [ResultObject]
            do throws(ResultGap) {
                objects = try self.objects(of: subject, number: place + 1, &plans)
            } catch {
                throw .gap(error)
            }
            for object in objects { try deliver(object) }
        }
        let report: ResultObject
        do throws(ResultGap) { report = try self.report(plans) } catch { throw .gap(error) }
        try deliver(report)
    }

    private func objects(
        of subject: ResultSubject, number: Int, _ plans: inout [String: SegmentPlan]
    ) throws(ResultGap) -> [ResultObject] {
        let results = SubjectResults(
            modules: modules, subject: subject, pictures: pictures, number: number)
        let plan = try SegmentationWriter.plan(
            subject, pictures: pictures, identity: modules.identity)
        plans[subject.key] = plan
        return [results.segmentation(plan), results.presentation(), try results.capture()]
            .compactMap { $0 }
    }

    private func report(_ plans: [String: SegmentPlan]) throws(ResultGap) -> ResultObject {
        let content = try ReportContent(subjects, plans: plans, identity: modules.identity)
        return ResultObject(.report, ReportWriter.sopClassUID, modules) {
            [modules] () throws(DICOMWriteError) in
            try ReportWriter(modules: modules, content: content).dataSet()
        } compare: { file throws(ResultGap) in
            try ReportCheck(content: content).check(file)
        }
    }
}

/// Why making results stopped.
package enum ResultFailure<Delivery: Error>: Error {
    case gap(ResultGap)
    case delivery(Delivery)
}
