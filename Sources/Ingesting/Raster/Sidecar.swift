import Anatomy
import JSON
import StudyModel

/// What a person says about an image, in `<name>.json` beside it.
///
/// Keys, all optional: `pixel_spacing_mm` [row, column], `side` (left, right), `level`, `probe`,
/// `position`.
struct Sidecar: Hashable, Sendable {
    var spacing: StatedSpacing?
    var context = AcquisitionContext()

    static let keys = ["level", "pixel_spacing_mm", "position", "probe", "side"]

    static func read(
        for item: InputItem, limits: IngestLimits
    ) throws(IngestError) -> Sidecar? {
        guard let path = item.sidecarPath else { return nil }
        let bytes = try FileSystem.bytes(
            of: path, input: item.sidecarName, allowed: limits.maximumSidecarBytes)
        do throws(JSONProblem) {
            return try Sidecar(json: bytes)
        } catch {
            throw .sidecar(file: item.sidecarName, error)
        }
    }

    /// - Throws: `JSONProblem` for anything but the keys above with values of their kind. Whether a
    ///   spacing is plausible is judged by Calibrating.
    init(json bytes: [UInt8]) throws(JSONProblem) {
        let object = try JSONObject(parsing: bytes, allowedKeys: Self.keys)
        if let pair = try object.numbers("pixel_spacing_mm", count: 2) {
            spacing = StatedSpacing(betweenRows: pair[0], betweenColumns: pair[1])
        }
        context.laterality = try object.word("side")
        context.level = try object.word("level")
        context.probe = try object.text("probe")
        context.position = try object.text("position")
    }
}
