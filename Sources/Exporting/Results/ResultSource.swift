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
            return text
        }
        func written(_ attribute: DICOMAttribute) throws(ResultGap) -> String {
            let text = try identifier(attribute)
            return pseudonyms?.uid(text) ?? text
        }
        sopClassUID = try identifier(.sopClassUID)
        sopInstanceUID = try written(.sopInstanceUID)
        seriesInstanceUID = try written(.seriesInstanceUID)
        studyInstanceUID = try written(.studyInstanceUID)
        guard let rows = root.number(.rows).whole else { throw .missing(.rows) }
        guard let columns = root.number(.columns).whole else { throw .missing(.columns) }
        self.rows = rows
        self.columns = columns
        numberOfFrames = root.number(.numberOfFrames).whole ?? 1
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
