import JSON

/// A DICOM object that was written for a study.
package struct DICOMObjectRecord: Hashable, Sendable {
    /// Relative to the output folder.
    package let file: String
    package let sopClassUID: String
    package let sopInstanceUID: String

    package init(file: String, sopClassUID: String, sopInstanceUID: String) {
        self.file = file
        self.sopClassUID = sopClassUID
        self.sopInstanceUID = sopInstanceUID
    }
}

extension DICOMObjectRecord {
    package var json: JSONValue {
        .object([
            "file": .string(file), "sop_class_uid": .string(sopClassUID),
            "sop_instance_uid": .string(sopInstanceUID),
        ])
    }

    static let schema = SchemaParts.object([
        "file": SchemaParts.text, "sop_class_uid": SchemaParts.text,
        "sop_instance_uid": SchemaParts.text,
    ])
}
