/// The version that reports, tables and DICOM objects name.
enum ToolVersion {
    static let current = "0.1.0"
}
