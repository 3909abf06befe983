/// Why a DICOM object cannot be made.
package enum DICOMWriteError: Error, Hashable, Sendable {
    /// DCMTK's data dictionary is not installed.
    case noDataDictionary
    /// An attribute that the standard does not allow so; `detail` names it and says why.
    case unusable(detail: String)

    package var message: String {
        switch self {
        case .noDataDictionary:
            "DICOM objects cannot be written: DCMTK's data dictionary (dicom.dic) is not there; "
                + "install the package libdcmtk17 or set DCMDICTPATH"
        case .unusable(let detail):
            "the DICOM object is not lawful: \(detail); this is a defect of nerve-measure"
        }
    }
}
