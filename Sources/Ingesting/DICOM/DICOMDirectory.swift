import DICOMFiles

/// The files that a DICOMDIR lists.
enum DICOMDirectory {
    /// Paths of files, in the order of the records; `nil` when `path` is no DICOMDIR.
    /// - Throws: `IngestError` when it cannot be parsed or lists a file outside its folder.
    static func references(
        in path: String, input: String, limits: IngestLimits = .standard
    ) throws(IngestError) -> [[String]]? {
        guard
            let file = try? DICOMFile(
                path: path, maximumInflatedBytes: limits.maximumInflatedBytes)
        else { return nil }
        let root = file.root
        guard root.text(.sopClassUID) == nil, !root.items(.directoryRecords).isEmpty else {
            return nil
        }
        var references: [[String]] = []
        for record in root.items(.directoryRecords) {
            let count = record.valueCount(.referencedFile)
            let components = (0..<count).compactMap { record.text(.referencedFile, at: $0) }
            guard !components.isEmpty else { continue }
            let isInside = components.allSatisfy { name in
                name != ".." && name != "." && !name.contains("/")
            }
            guard isInside, components.count == count else {
                throw .dicom(
                    input: input,
                    .invalidAttribute(
                        .referencedFile, found: components.joined(separator: "\\"),
                        allowed: "a file below the DICOMDIR"))
            }
            if !references.contains(components) { references.append(components) }
        }
        return references
    }
}
