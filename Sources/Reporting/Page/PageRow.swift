import Anatomy
import JSON
import StudyModel

/// What the table of the page shows, filters and sorts: one list of values per item.
struct PageRow {
    /// Names of the values, in their order; the script finds values by these names.
    static let columns = [
        "item", "input", "frame", "study", "status", "reason", "explanation", "side", "level",
        "flags", "nerves", "nerveCount", "overlay", "plot", "details", "result", "mark", "comment",
        "reader",
    ]
    /// Names of the values of each nerve.
    static let nerveColumns = [
        "rank", "area", "low", "high", "pixelArea", "pixelLow", "pixelHigh", "long", "short",
        "confidence",
    ]
    /// Nerves of one item in the table; details show more.
    static let maximumNerves = 8

    let record: ItemRecord
    /// The number of the file with the details.
    let details: Int
    /// Digest of the result.
    let result: String
    let mark: ReaderMark?

    var json: JSONValue {
        let source = record.source
        return .array([
            .string(source.item), .string(source.input), .optional(source.frame),
            .optional(source.study), .string(record.status.rawValue),
            .optional(record.reason?.code), .optional(record.reason?.explanation),
            .optional(record.sides),
            .optional(record.nerves.first?.level?.rawValue),
            .strings(record.flagsThatLowerTrust.map(\.rawValue)),
            .array(record.nerves.prefix(Self.maximumNerves).map(Self.json)),
            .integer(record.nerves.count), .optional(record.files.overlay),
            .optional(record.cine?.plot), .integer(details), .string(result),
            .optional(mark?.judgement?.rawValue), .optional(mark?.comment),
            .optional(mark?.reader),
        ])
    }

    private static func json(_ nerve: NerveRecord) -> JSONValue {
        func value(_ kind: QuantityKind) -> Double? { nerve.quantities[kind]?.value }
        func decimal(_ value: Double?) -> JSONValue { .decimal(value, decimals: 2) }
        let area = nerve.quantities[.crossSectionalArea]
        let pixels = nerve.quantities[.areaInPixels]
        return .array([
            .integer(nerve.rank), decimal(area?.value), decimal(area?.interval?.lowerBound),
            decimal(area?.interval?.upperBound), decimal(pixels?.value),
            decimal(pixels?.interval?.lowerBound), decimal(pixels?.interval?.upperBound),
            decimal(value(.longAxis)), decimal(value(.shortAxis)),
            .decimal(nerve.confidence, decimals: NerveRecord.confidenceDecimals),
        ])
    }
}

extension ItemRecord {
    /// Of its nerves: a slice of an MR volume may show both.
    fileprivate var sides: String? {
        let sides = Laterality.allCases.filter { side in nerves.contains { $0.side == side } }
        return sides.isEmpty ? nil : sides.map(\.rawValue).joined(separator: ",")
    }

    /// Of the frame and its nerves, sorted; without what holds of every measurement.
    var flagsThatLowerTrust: [QualityFlag] {
        Set(flags).union(nerves.flatMap(\.flags)).filter(\.lowersTrust)
            .sorted { $0.rawValue < $1.rawValue }
    }
}
