internal import CDICOM

extension cd_error {
    /// What went wrong, in DCMTK's words or ours.
    var detail: String {
        unsafe withUnsafeBytes(of: text) { unsafe $0.cText }
    }
}

extension UnsafeRawBufferPointer {
    /// Up to the first 0.
    var cText: String { unsafe String(decoding: prefix { $0 != 0 }, as: UTF8.self) }
}

extension DICOMTag {
    var code: cd_tag { cd_tag(group: group, element: element) }
}
