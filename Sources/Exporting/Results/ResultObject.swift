import DICOMFiles
import Reporting

/// An object that is made while it is written, so that its pixels never are in memory as a whole.
package struct ResultObject {
    package let kind: ResultKind
    /// Name of the file.
    package let name: String
    package let sopClassUID: String
    package let sopInstanceUID: String
    private let dataSet: () throws(DICOMWriteError) -> DICOMDataSet
    private let compare: (DICOMFile) throws(ResultGap) -> Void

    /// - Parameters:
    ///   - subject: what the object is about; `nil` for the whole study.
    ///   - compare: an object that was read back with the report.
    init(
        _ kind: ResultKind, _ sopClass: String, _ modules: ResultModules,
        of subject: ResultSubject? = nil,
        dataSet: @escaping () throws(DICOMWriteError) -> DICOMDataSet,
        compare: @escaping (DICOMFile) throws(ResultGap) -> Void
    ) {
        self.kind = kind
        name = (subject.map { $0.shortName + "." } ?? "") + kind.rawValue + ".dcm"
        sopClassUID = sopClass
        sopInstanceUID = modules.identity.sopInstanceUID(kind, of: subject)
        self.dataSet = dataSet
        self.compare = compare
    }

    /// Hands the bytes of the file to `take`, piece by piece.
    ///
    /// - Throws: `ResultGap` also when `take` wants no more and returns `false`.
    package func write(to take: ([UInt8]) -> Bool) throws(ResultGap) {
        let set: DICOMDataSet
        do throws(DICOMWriteError) { set = try dataSet() } catch { throw .notWritable(error) }
        do throws(DICOMWriteError) {
            try set.write(as: .explicitLittleEndian, to: take)
        } catch {
            throw set.pixelFailure as? ResultGap ?? .notWritable(error)
        }
    }

    /// Reads the file back and compares it with the report.
    ///
    /// - Throws: `ResultGap.contradiction` for any difference.
    package func check(_ path: String) throws(ResultGap) {
        let file: DICOMFile
        do throws(DICOMProblem) {
            file = try DICOMFile(path: path, maximumInflatedBytes: 0)
        } catch {
            throw .contradiction(object: name, detail: error.message)
        }
        try compare(file)
    }
}

extension ResultObject {
    /// Of all four kinds.
    package static let sopClasses: Set = [
        SegmentationObject.sopClassUID, ReportWriter.sopClassUID,
        PresentationWriter.greyscaleClassUID, PresentationWriter.colourClassUID,
        CaptureWriter.stillClassUID, CaptureWriter.multiFrameClassUID,
    ]

    /// Whether an object is a result that this program made.
    package static func isOurs(_ root: DICOMFile.Item) -> Bool {
        root.text(.manufacturer) == RunRecord.tool && root.text(.model) == RunRecord.tool
            && root.text(.sopClassUID).map(sopClasses.contains) == true
    }
}
