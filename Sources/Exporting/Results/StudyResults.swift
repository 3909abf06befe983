import DICOMFiles
import Reporting

/// An object, ready to be written.
package struct ResultObject: Sendable {
    package let kind: ResultKind
    /// Name of the file.
    package let name: String
    package let sopClassUID: String
    package let sopInstanceUID: String
    package let bytes: [UInt8]
}

/// Makes the DICOM results of one study, one object at a time.
package struct StudyResults {
    private let sources: [(header: SourceHeader, records: [ItemRecord])]
    private let modules: ResultModules
    private let pictures: any ResultPictures

    /// - Parameter limit: bytes that a deflated source may expand to.
    /// - Throws: `ResultGap` when a source lacks what results refer to.
    package init(
        of sources: [ResultSource], identity: ResultIdentity, pictures: any ResultPictures,
        limit: Int
    ) throws(ResultGap) {
        var opened: [(header: SourceHeader, records: [ItemRecord])] = []
        for source in sources where source.records.contains(where: { $0.files.mask != nil }) {
            opened.append((try SourceHeader(path: source.path, limit: limit), source.records))
        }
        guard let first = opened.first?.header else { throw .nothingRead }
        self.sources = opened
        self.pictures = pictures
        modules = ResultModules(
            identity: identity, source: first,
            moment: opened.compactMap { ContentMoment(of: $0.header.file.root) }.max() ?? .unknown)
    }

    /// Hands every object to `deliver` once it has been read back and compared with the report.
    ///
    /// - Throws: `ResultGap`, or what `deliver` throws as `.notDelivered`.
    package func make<Failure>(
        _ deliver: (ResultObject) throws(Failure) -> Void
    ) throws(ResultFailure<Failure>) {
        for (place, source) in sources.enumerated() {
            try hand(over: deliver) { () throws(ResultGap) in
                try segmentation(of: source.header, source.records, number: place + 1)
            }
        }
        try hand(over: deliver) { () throws(ResultGap) in try report() }
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

    private func segmentation(
        of header: SourceHeader, _ records: [ItemRecord], number: Int
    ) throws(ResultGap) -> ResultObject? {
        let read = records.filter { $0.files.mask != nil }
        let bytes = try SegmentationWriter(
            modules: modules, source: header, records: read, pictures: pictures, number: number
        ).encoded()
        try SegmentationCheck(source: header, records: read, pictures: pictures).check(bytes)
        return object(.segmentation, SegmentationWriter.sopClassUID, of: header, bytes)
    }

    private func report() throws(ResultGap) -> ResultObject {
        let bytes: [UInt8]
        do throws(DICOMWriteError) {
            bytes = try ReportWriter(modules: modules, sources: sources).encoded()
        } catch {
            throw .notWritable(error)
        }
        try ReportCheck(sources: sources).check(bytes)
        return object(.report, ReportWriter.sopClassUID, of: nil, bytes)
    }

    private func object(
        _ kind: ResultKind, _ sopClass: String, of header: SourceHeader?, _ bytes: [UInt8]
    ) -> ResultObject {
        let role = header?.sopInstanceUID ?? "study"
        let name = header.map { $0.shortName + "." } ?? ""
        return ResultObject(
            kind: kind, name: "\(name)\(kind.rawValue).dcm", sopClassUID: sopClass,
            sopInstanceUID: modules.identity.uid(kind.rawValue, role), bytes: bytes)
    }
}

/// Why making results stopped.
package enum ResultFailure<Delivery: Error>: Error {
    case gap(ResultGap)
    case delivery(Delivery)
}
