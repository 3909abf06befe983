internal import CDICOM

extension cd_error {
    /// What went wrong, in DCMTK's words or ours.
    var detail: String {
        unsafe withUnsafeBytes(of: text) { bytes in
            unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
    }
}

extension DICOMTag {
    var code: cd_tag { cd_tag(group: group, element: element) }
}
