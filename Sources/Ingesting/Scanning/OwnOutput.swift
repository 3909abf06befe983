import JSON

/// Recognises a folder that this program wrote.
enum OwnOutput {
    /// Whether `dataset.json` in `folder` names this program.
    static func isMarked(_ folder: String) -> Bool {
        guard
            let bytes = try? FileSystem.bytes(
                of: folder + "/dataset.json", input: "dataset.json", allowed: 1 << 28),
            let document = try? JSONObject(parsing: bytes)
        else { return false }
        return document.value("tool") == .string("nerve-measure")
            || document.value("tool_version") != nil
    }
}
