import Anatomy
import JSON
import StudyModel

/// The texts of an overlay: short beside the outline, complete below the picture.
package enum OverlayWords {
    /// Beside an outline: its rank, in MR its side and levels, and its area.
    package static func label(of nerve: NerveRecord, in modality: Modality? = nil) -> String {
        let found = modality == .magneticResonance ? place(of: nerve) : nil
        let rank = ([String(nerve.rank)] + [found].compactMap { $0 })
            .joined(separator: " ")
        if let area = nerve.quantities[.crossSectionalArea] {
            return "\(rank)  CSA \(number(area.value, 1)) mm²\(interval(area))"
        }
        guard let area = nerve.quantities[.areaInPixels] else { return rank }
        return "\(rank)  \(number(area.value, 0)) px (no scale)"
    }

    /// Side and levels in a slice of a volume, where both were found and not stated.
    static func place(of nerve: NerveRecord) -> String? {
        guard let side = nerve.side else { return nil }
        guard !nerve.levels.isEmpty else { return side.rawValue }
        return side.rawValue + ", " + nerve.levels.map(short).joined(separator: " + ")
    }

    /// A level as pictures have room for it.
    static func short(_ level: GlutealLevel) -> String {
        switch level {
        case .piriformis: "piriformis"
        case .obturatorInternusGemelli: "obt. int."
        case .quadratusFemoris: "quad. fem."
        case .ischialTunnel: "isch. tunnel"
        case .subgluteal: "subgluteal"
        case .thigh: "thigh"
        case .popliteal: "popliteal"
        }
    }

    /// The last line: which picture it is and what it is not.
    static func notice(of record: ItemRecord) -> String {
        let basis = record.modality == .magneticResonance ? " · proven on phantoms only" : ""
        return record.source.item + basis + " · not a medical device"
    }

    /// Below the picture: everything that a reader needs to judge the outline.
    ///
    /// - Parameter frame: flags of the whole frame, which are said once for all nerves.
    package static func line(
        of nerve: NerveRecord, in modality: Modality? = nil, besides frame: [QualityFlag] = []
    ) -> String {
        var parts = [label(of: nerve, in: modality)]
        if nerve.quantities[.crossSectionalArea] == nil,
            let area = nerve.quantities[.areaInPixels], area.interval != nil
        {
            parts.append("95 %\(interval(area)) px")
        }
        if let axes = axes(of: nerve) { parts.append(axes) }
        if let confidence = nerve.confidence {
            parts.append("confidence \(number(confidence, 2))")
        }
        if nerve.provenance != .automatic { parts.append(nerve.provenance.rawValue) }
        // Echo is not shown here, so that it depends on gain is left to the tables.
        let flags = nerve.flags.filter { $0 != .gainDependent && !frame.contains($0) }
        if !flags.isEmpty { parts.append("flags: " + words(flags)) }
        return parts.joined(separator: " · ")
    }

    private static func axes(of nerve: NerveRecord) -> String? {
        let kinds: (QuantityKind, QuantityKind, String)
        if nerve.quantities[.longAxis] != nil {
            kinds = (.longAxis, .shortAxis, "mm")
        } else {
            kinds = (.longAxisInPixels, .shortAxisInPixels, "px")
        }
        guard let long = nerve.quantities[kinds.0], let short = nerve.quantities[kinds.1] else {
            return nil
        }
        return "\(number(long.value, 1)) × \(number(short.value, 1)) \(kinds.2)"
    }

    /// Why nothing is measured, or where the millimetres come from, or why there are none.
    package static func status(of record: ItemRecord) -> [String] {
        var lines: [String] = []
        if let reason = record.reason {
            lines.append("Not measured: \(reason.explanation)")
        }
        lines += scale(of: record)
        if !record.flags.isEmpty { lines.append("flags: " + words(record.flags)) }
        return lines
    }

    private static func scale(of record: ItemRecord) -> [String] {
        let scales = record.nerves.map(\.scale) + record.scale.map(\.scale)
        if let known = scales.first(where: { $0.basis != nil }), let basis = known.basis,
            let row = known.spacingRowMillimetres, let column = known.spacingColumnMillimetres
        {
            let basis = CodeWords.words(basis)
            return ["scale: \(basis), \(number(row, 4)) × \(number(column, 4)) mm per pixel"]
        }
        return scales.first?.gapExplanation.map { ["no scale: \($0)"] } ?? []
    }

    private static func words(_ flags: [QualityFlag]) -> String {
        flags.map { CodeWords.words($0.rawValue) }.joined(separator: ", ")
    }

    /// " [47–58]", with a digit after the point below 10.
    private static func interval(_ quantity: Quantity) -> String {
        guard let interval = quantity.interval else { return "" }
        let decimals = interval.lowerBound < 10 ? 1 : 0
        let low = number(interval.lowerBound, decimals)
        let high = number(interval.upperBound, decimals)
        return " [\(low)–\(high)]"
    }

    private static func number(_ value: Double, _ decimals: Int) -> String {
        DecimalText.text(value, decimals: decimals) ?? "n/a"
    }
}
