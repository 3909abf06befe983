import Anatomy
import StudyModel

/// What the overview of the page counts; its size does not grow with the number of items.
struct PageTally: Hashable, Sendable {
    private(set) var items = 0
    private(set) var nerves = 0
    private(set) var statuses: [ItemStatus: Int] = [:]
    /// By code; codes are a closed set of words.
    private(set) var reasons: [String: Int] = [:]
    private(set) var flags: [QualityFlag: Int] = [:]
    private(set) var groups: [Group: [PlottedQuantity: Distribution]] = [:]

    /// Nerves of one side and level, as stated.
    struct Group: Hashable, Sendable {
        let side: Laterality?
        let level: GlutealLevel?
    }

    mutating func add(_ record: ItemRecord) {
        items += 1
        statuses[record.status, default: 0] += 1
        if let reason = record.reason { reasons[reason.code, default: 0] += 1 }
        for flag in record.flagsThatLowerTrust { flags[flag, default: 0] += 1 }
        for nerve in record.nerves { add(nerve) }
    }

    private mutating func add(_ nerve: NerveRecord) {
        nerves += 1
        let group = Group(side: nerve.side, level: nerve.level)
        for quantity in PlottedQuantity.allCases {
            guard let value = quantity.value(of: nerve) else { continue }
            groups[group, default: [:]][quantity, default: Distribution(quantity.bins)].add(value)
        }
    }

    /// All groups together.
    func distribution(of quantity: PlottedQuantity) -> Distribution {
        groups.values.reduce(into: Distribution(quantity.bins)) { sum, group in
            if let part = group[quantity] { sum.add(part) }
        }
    }
}

/// The quantities whose distributions the page shows.
enum PlottedQuantity: Hashable, Sendable, CaseIterable {
    case area
    case areaInPixels
    case confidence
    case flattening
    case depth

    func value(of nerve: NerveRecord) -> Double? {
        switch self {
        case .area: nerve.quantities[.crossSectionalArea]?.value
        // Where there are square millimetres, pixels say nothing new.
        case .areaInPixels:
            nerve.quantities[.crossSectionalArea] == nil
                ? nerve.quantities[.areaInPixels]?.value : nil
        case .confidence: nerve.confidence
        case .flattening: nerve.quantities[.flatteningRatio]?.value
        case .depth: nerve.quantities[.depthFromSkin]?.value
        }
    }

    var bins: Distribution.Bins {
        switch self {
        case .area: .init(lowest: 0, width: 1, count: 400)
        case .areaInPixels: .init(lowest: 0, width: 100, count: 600)
        case .confidence: .init(lowest: 0, width: 0.02, count: 50)
        case .flattening: .init(lowest: 1, width: 0.05, count: 180)
        case .depth: .init(lowest: 0, width: 0.5, count: 300)
        }
    }

    var title: String {
        switch self {
        case .area: "Cross-sectional area"
        case .areaInPixels: "Area where no scale is known"
        case .confidence: "Confidence"
        case .flattening: "Flattening"
        case .depth: "Depth from skin"
        }
    }

    /// Below the axis.
    var label: String {
        switch self {
        case .area: "mm²"
        case .areaInPixels: "pixels"
        case .confidence: "estimated chance of an acceptable outline"
        case .flattening: "long axis / short axis"
        case .depth: "mm"
        }
    }

    var decimals: Int {
        switch self {
        case .area, .areaInPixels: 0
        case .confidence, .flattening: 2
        case .depth: 1
        }
    }
}
