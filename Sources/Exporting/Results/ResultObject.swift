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

extension ResultObject {
    /// - Parameters:
    ///   - subject: what the object is about; `nil` for the whole study.
    ///   - check: reads the bytes back and compares them with the report.
    /// - Throws: `ResultGap.contradiction` when the check finds a difference.
    init(
        _ kind: ResultKind, _ sopClass: String, _ modules: ResultModules,
        of subject: ResultSubject? = nil, encode: () throws(DICOMWriteError) -> [UInt8],
        check: ([UInt8]) throws(ResultGap) -> Void
    ) throws(ResultGap) {
        let bytes: [UInt8]
        do throws(DICOMWriteError) { bytes = try encode() } catch { throw .notWritable(error) }
        try check(bytes)
        self.init(
            kind: kind, name: (subject.map { $0.shortName + "." } ?? "") + kind.rawValue + ".dcm",
            sopClassUID: sopClass,
            sopInstanceUID: modules.identity.sopInstanceUID(kind, of: subject),
            bytes: bytes)
    }
}
