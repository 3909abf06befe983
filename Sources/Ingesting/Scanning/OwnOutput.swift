/// Recognises a folder that this program wrote.
enum OwnOutput {
    /// Whether `dataset.json` in `folder` names this program.
    static func isMarked(_ folder: String) -> Bool {
        guard
            let bytes = try? FileSystem.bytes(
                of: folder + "/dataset.json", input: "dataset.json", allowed: 1 << 28),
            case .object(let members)? = try? JSONValue(parsing: bytes)
        else { return false }
        return members["tool"] == .text("nerve-measure") || members["tool_version"] != nil
    }
}
