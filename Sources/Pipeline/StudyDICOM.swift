import Exporting
import ImageCodecs
import Raster
import Reporting

/// The DICOM results of a study, in its folder `dicom`: all of them, or none and a reason.
struct StudyDICOM {
    let setup: RunSetup
    let study: PlannedStudy

    private var folder: String { study.folder + "/dicom" }

    /// Objects of an earlier run would contradict the report that is to come.
    func removeEarlier() throws(WriteError) { try setup.output.remove(folder) }

    /// - Parameters:
    ///   - records: of the study; when there are no objects they say why.
    ///   - volumes: of which some are slices.
    /// - Returns: `nil` when none were asked for.
    func write(
        of records: inout [ItemRecord], volumes: [ResultVolume]
    ) throws(WriteError) -> [DICOMObjectRecord]? {
        guard setup.options.writesDICOM else { return nil }
        do throws(ResultFailure<WriteError>) {
            return try written(of: records, volumes)
        } catch {
            switch error {
            case .delivery(let error): throw error
            case .gap(let gap):
                try removeEarlier()
                let reason = ItemReason(code: gap.name, explanation: gap.message)
                for index in records.indices { records[index].dicomGap = reason }
                return []
            }
        }
    }

    private func written(
        of records: [ItemRecord], _ volumes: [ResultVolume]
    ) throws(ResultFailure<WriteError>) -> [DICOMObjectRecord] {
        let results: StudyResults
        do throws(ResultGap) {
            results = try self.results(of: records, volumes)
        } catch {
            throw .gap(error)
        }
        var objects: [DICOMObjectRecord] = []
        try results.make { object throws(ResultFailure<WriteError>) in
            let file = folder + "/" + object.name
            try write(object, to: file)
            objects.append(
                DICOMObjectRecord(
                    file: file, sopClassUID: object.sopClassUID,
                    sopInstanceUID: object.sopInstanceUID))
        }
        return objects
    }

    /// The object gets its name once it was read back and compared with the report.
    private func write(
        _ object: ResultObject, to path: String
    ) throws(ResultFailure<WriteError>) {
        let file: PartialFile
        do throws(WriteError) { file = try setup.output.open(path) } catch {
            throw .delivery(error)
        }
        var problem: WriteError?
        do throws(ResultGap) {
            try object.write { piece in
                do throws(WriteError) { try file.append(piece) } catch { problem = error }
                return problem == nil
            }
        } catch {
            throw problem.map(ResultFailure.delivery) ?? .gap(error)
        }
        do throws(WriteError) { try file.flush() } catch { throw .delivery(error) }
        do throws(ResultGap) {
            try object.check(file.temporary.path)
        } catch {
            throw .gap(error)
        }
        do throws(WriteError) {
            try file.publish(isSynced: false)
        } catch {
            throw .delivery(error)
        }
    }

    private func results(
        of records: [ItemRecord], _ volumes: [ResultVolume]
    ) throws(ResultGap) -> StudyResults {
        guard study.isDICOM else { throw .notDICOM }
        let byInput = Dictionary(grouping: records, by: \.source.input)
        return try StudyResults(
            of: study.inputs.map { input in
                ResultSource(
                    path: input.item.path, records: (byInput[input.item.input] ?? []).sorted())
            }, volumes: volumes,
            identity: ResultIdentity(
                run: setup.record, digest: setup.fingerprint(of: study)),
            pictures: WrittenPictures(output: setup.output),
            limit: setup.reader.limits.maximumInflatedBytes, pseudonyms: setup.pseudonyms)
    }
}

extension PlannedStudy {
    /// A picture that is not DICOM has no identifier at all.
    fileprivate var isDICOM: Bool {
        studyInstanceUID != nil
            || inputs.contains {
                $0.sopInstanceUID != nil || $0.placement.seriesInstanceUID != nil
            }
    }
}

/// Masks and annotated pictures, read back from the output folder.
private struct WrittenPictures: ResultPictures {
    let output: OutputFolder

    func mask(of record: ItemRecord) throws(ResultGap) -> LabelPlane {
        guard let path = record.files.mask else {
            throw .picture(path: record.source.item, detail: "there is no mask")
        }
        let picture = try picture(at: path)
        guard case .eight(let labels) = picture.samples, picture.channels == .grey else {
            throw .picture(path: path, detail: "is no mask")
        }
        return LabelPlane(size: picture.size, samples: labels)
    }

    func overlay(of record: ItemRecord) throws(ResultGap) -> InterleavedImage? {
        guard let path = record.files.overlay else { return nil }
        return try picture(at: path)
    }

    private func picture(at path: String) throws(ResultGap) -> InterleavedImage {
        guard let bytes = output.read(path) else {
            throw .picture(path: path, detail: "cannot be opened")
        }
        do throws(CodecError) {
            return try PNGImage.decode(bytes).picture
        } catch {
            throw .picture(path: path, detail: error.message)
        }
    }
}
