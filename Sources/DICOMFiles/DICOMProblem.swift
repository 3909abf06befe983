/// Why a DICOM file gives no frame.
package enum DICOMProblem: Error, Hashable, Sendable {
    /// The bytes break the rules of PS3.5 or PS3.10.
    case damaged(detail: String)
    case missingAttribute(DICOMAttribute)
    case invalidAttribute(DICOMAttribute, found: String, allowed: String)
    case unsupportedTransferSyntax(String)
    case tooManyPixels(columns: Int, rows: Int, allowed: Int)
    case frameNotDecodable(number: Int, detail: String)
    case noSuchFrame(number: Int, allowed: Int)
    /// The installation lacks DCMTK's data dictionary.
    case noDataDictionary

    package var name: String {
        switch self {
        case .damaged: "damagedDICOM"
        case .missingAttribute: "missingAttribute"
        case .invalidAttribute: "invalidAttribute"
        case .unsupportedTransferSyntax: "unsupportedTransferSyntax"
        case .tooManyPixels: "tooManyPixels"
        case .frameNotDecodable: "frameNotDecodable"
        case .noSuchFrame: "noSuchFrame"
        case .noDataDictionary: "noDataDictionary"
        }
    }

    package var message: String {
        switch self {
        case .damaged(let detail):
            "is a damaged DICOM file (\(detail)); copy it again from its source"
        case .missingAttribute(let attribute):
            "lacks \(attribute.text), without which it cannot be read; export it again from its "
                + "source"
        case .invalidAttribute(let attribute, let found, let allowed):
            "has \(attribute.text) = \(found); allowed is \(allowed)"
        case .unsupportedTransferSyntax(let uid):
            "has the Transfer Syntax UID (0002,0010) \(uid), which is not read; "
                + "convert it to Explicit VR Little Endian"
        case .tooManyPixels(let columns, let rows, let allowed):
            "has frames of \(columns) × \(rows) pixels; at most \(allowed) pixels are read"
        case .frameNotDecodable(let number, let detail):
            "frame \(number) cannot be decoded (\(detail)); copy it again from its source"
        case .noSuchFrame(let number, let allowed):
            "has no frame \(number); its frames are 1…\(allowed)"
        case .noDataDictionary:
            "cannot be read without DCMTK's data dictionary; install libdcmtk17 or set DCMDICTPATH"
        }
    }
}
