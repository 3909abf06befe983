import Agreement
import Geometry
import Ingesting
import JSON
import Raster
import StudyModel

/// The file of a reader of `review`: what was settled of each frame, with outlines and areas as they
/// were measured. Frames that were only looked at say nothing.
enum ReviewFile {
    /// `nil` when the file is no JSON object.
    static func reader(_ path: String) throws(ResearchError) -> Reader? {
        let bytes = try Files.bytes(of: path, allowed: Files.maximumTableBytes)
        guard bytes.first(where: { !" \t\r\n".utf8.contains($0) }) == UInt8(ascii: "{") else {
            return nil
        }
        do throws(JSONProblem) {
            let file = try JSONObject(parsing: bytes)
            guard file.value("readings") != nil else {
                throw .missingKey("readings")
            }
            var readings: [Reading] = []
            for object in try file.objects("readings") {
                if let reading = try reading(object) { readings.append(reading) }
            }
            guard !readings.isEmpty else { throw .missingKey("a reading that was settled") }
            return Reader(kind: .review, readings) { "readings of \($0.key)" }
        } catch {
            throw .notUsable(
                path: path, found: "JSON that \(error.message)",
                needed: "the file READER.seeds.json of nerve-measure review")
        }
    }

    private static func reading(_ object: JSONObject) throws(JSONProblem) -> Reading? {
        let verdict = try object.word("verdict", as: Verdict.self)
        let isChanged = try object.boolean("changed")
        guard let status = try object.string("status"), verdict != nil || isChanged else {
            return nil
        }
        let input = try object.required("input", object.text("input"))
        let nerves = try object.objects("nerves")
        var reading = Reading(
            key: ImageKey.key(of: input), frame: try object.integer("frame") ?? 1,
            content: verdict == .rejected
                ? .notMeasured(rejected)
                : try content(object, status: status, nerves: nerves, name: input))
        if let first = nerves.first {
            reading.areas[.squareMillimetres] = try first.double("csa_mm2")
            reading.areas[.pixels] = try first.double("area_px")
            reading.side = try first.word("side")
            reading.level = try first.word("level")
        }
        if let spacing = try object.numbers("pixel_spacing_mm", count: 2) {
            reading.spacing = PixelSpacing(betweenRows: spacing[0], betweenColumns: spacing[1])
        }
        return reading
    }

    private static let rejected = ReadingPair.Reason(
        code: "rejected", explanation: "the reader rejected the result")

    private static func content(
        _ object: JSONObject, status: String, nerves: [JSONObject], name: String
    ) throws(JSONProblem) -> Reading.Content {
        let reason = try object.string("reason")
        let saysNoNerve = reason == AbstentionReason.readerSaysNoNerve.rawValue
        guard status == "measured" || saysNoNerve else {
            let reason = ReadingPair.Reason(
                code: reason ?? status, explanation: "the reader left the item \(status)")
            return status == "abstained" ? .abstained(reason) : .notMeasured(reason)
        }
        let columns = try object.required("columns", object.integer("columns"))
        let rows = try object.required("rows", object.integer("rows"))
        guard let size = PlaneSize(columns: columns, rows: rows), size.count <= 1 << 28 else {
            throw .invalid(
                field: object.field("columns"), found: "\(columns) × \(rows)",
                allowed: "the size of a picture")
        }
        var outlines: [Outline] = []
        for nerve in nerves { outlines.append(try nerve.outline("outline_px")) }
        return .mask(MaskFile(outlines: outlines, size: size, name: name))
    }
}

extension JSONObject {
    fileprivate func boolean(_ key: String) throws(JSONProblem) -> Bool {
        guard let value = value(key) else { return false }
        guard case .boolean(let flag) = value else { throw unusable(key, value, "true or false") }
        return flag
    }
}
