import DICOMFiles
import Digest
import Reporting

/// One DICOM file of a study and what was found in it.
package struct ResultSource: Sendable {
    /// Where the file is.
    package let path: String
    /// One per frame, in order.
    package let records: [ItemRecord]

    package init(path: String, records: [ItemRecord]) {
        self.path = path
        self.records = records
    }
}

/// The header of a source file: what a result takes over from it.
struct SourceHeader {
    let file: DICOMFile
    let sopClassUID: String
    let sopInstanceUID: String
    let seriesInstanceUID: String
    let studyInstanceUID: String
    let rows: Int
    let columns: Int
    let numberOfFrames: Int
    /// Whether its pixels have three samples or a palette.
    let isColour: Bool

    /// - Parameter pseudonyms: for the identifiers, when they are not to be told.
    /// - Throws: `ResultGap` when the file cannot be read or an identifier is missing.
    init(path: String, limit: Int, pseudonyms: Pseudonyms? = nil) throws(ResultGap) {
        do throws(DICOMProblem) {
            file = try DICOMFile(path: path, maximumInflatedBytes: limit)
        } catch {
            throw .unreadable(error)
        }
        let root = file.root
        func identifier(_ attribute: DICOMAttribute) throws(ResultGap) -> String {
            guard let text = root.text(attribute) else { throw .missing(attribute) }
            guard UniqueIdentifier.isLawful(text) else { throw .unlawful(attribute) }
            return pseudonyms?.uid(text) ?? text
        }
        func count(_ attribute: DICOMAttribute) -> Int? {
            guard case .value(let value) = root.number(attribute) else { return nil }
            return Int(exactly: value)
        }
        guard let sopClass = root.text(.sopClassUID) else { throw .missing(.sopClassUID) }
        sopClassUID = sopClass
        sopInstanceUID = try identifier(.sopInstanceUID)
        seriesInstanceUID = try identifier(.seriesInstanceUID)
        studyInstanceUID = try identifier(.studyInstanceUID)
        guard let rows = count(.rows) else { throw .missing(.rows) }
        guard let columns = count(.columns) else { throw .missing(.columns) }
        self.rows = rows
        self.columns = columns
        numberOfFrames = count(.numberOfFrames) ?? 1
        isColour = root.text(.photometricInterpretation)?.hasPrefix("MONOCHROME") != true
    }

    /// 12 hexadecimal digits of the instance, as files of frames are called.
    var shortName: String { SHA256Digest(of: sopInstanceUID).short }

    var isMultiFrame: Bool { numberOfFrames > 1 }

    /// An item that refers to the instance (Table 10-11).
    var reference: [DICOMElement] {
        [.text(0x0008, 0x1150, sopClassUID), .text(0x0008, 0x1155, sopInstanceUID)]
    }

    /// An item that refers to a frame of it; a still has no frame numbers.
    func reference(frame number: Int) -> [DICOMElement] {
        reference + (isMultiFrame ? [.number(0x0008, 0x1160, number)] : [])
    }
}
