import DICOMFiles
import Reporting

/// Makes the DICOM results of one study, one object at a time.
package struct StudyResults {
    private let sources: [(header: SourceHeader, records: [ItemRecord])]
    private let modules: ResultModules
    private let pictures: any ResultPictures

    /// - Parameters:
    ///   - pseudonyms: for results that bear no identity of the patient.
    ///   - limit: bytes that a deflated source may expand to.
    /// - Throws: `ResultGap` when a source lacks what results refer to.
    package init(
        of sources: [ResultSource], identity: ResultIdentity, pictures: any ResultPictures,
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
        self.sources = opened
        self.pictures = pictures
        let moments = opened.compactMap { ContentMoment(of: $0.header.file.root) }
        modules = ResultModules(
            identity: identity, source: first,
            moment: pseudonyms == nil ? moments.max() ?? .unknown : .unknown,
            pseudonyms: pseudonyms)
    }

    /// Hands every object to `deliver` once it has been read back and compared with the report.
    ///
    /// - Throws: `ResultFailure`: a gap, or what `deliver` throws.
    package func make<Failure>(
        _ deliver: (ResultObject) throws(Failure) -> Void
    ) throws(ResultFailure<Failure>) {
        for (place, source) in sources.enumerated() {
            let instance = InstanceResults(
                modules: modules, source: source.header, records: source.records,
                pictures: pictures, number: place + 1)
            for make in [instance.segmentation, instance.presentation, instance.capture] {
                try hand(over: deliver, make)
            }
        }
        try hand(over: deliver) { () throws(ResultGap) in
            try ResultObject(.report, ReportWriter.sopClassUID, modules) {
                () throws(DICOMWriteError) in
                try ReportWriter(modules: modules, sources: sources).encoded()
            } check: { bytes throws(ResultGap) in
                try ReportCheck(sources: sources, identity: modules.identity).check(bytes)
            }
        }
    }

    private func hand<Failure>(
        over deliver: (ResultObject) throws(Failure) -> Void,
        _ make: () throws(ResultGap) -> ResultObject?
    ) throws(ResultFailure<Failure>) {
        let object: ResultObject?
        do throws(ResultGap) { object = try make() } catch { throw .gap(error) }
        guard let object else { return }
        do throws(Failure) { try deliver(object) } catch { throw .delivery(error) }
    }
}

/// Why making results stopped.
package enum ResultFailure<Delivery: Error>: Error {
    case gap(ResultGap)
    case delivery(Delivery)
}
