import Anatomy
import DICOMFiles
import Geometry
import Reporting
import StudyModel

/// Reads a structured report back and compares every nerve with the record it was made from.
struct ReportCheck {
    let sources: [(header: SourceHeader, records: [ItemRecord])]

    func check(_ bytes: [UInt8]) throws(ResultGap) {
        let file: DICOMFile
        do throws(DICOMProblem) {
            file = try DICOMFile(bytes: bytes)
        } catch {
            throw contradiction(error.message)
        }
        let groups = file.root.contents(named: "126010").flatMap { $0.contents(named: "125007") }
        let expected = sources.flatMap { source in
            source.records.flatMap { record in
                record.nerves.map { (source.header, record, $0) }
            }
        }
        guard groups.count == expected.count else {
            throw contradiction("\(groups.count) nerves, not \(expected.count)")
        }
        let remarks = file.root.contents(named: "C0034375")
            .flatMap { $0.items(.contentSequence) }
            .compactMap { $0.text(DICOMAttribute("TextValue", 0x0040, 0xA160)) }
        let unmeasured = sources.flatMap {
            UnmeasuredFrames.lines(of: $0.records, in: $0.header.shortName)
        }
        guard remarks == unmeasured else { throw contradiction("the frames not measured") }
        for (group, (header, record, nerve)) in zip(groups, expected) {
            let words = "nerve \(nerve.rank) of \(record.source.item)"
            guard let found = ReadGroup(group) else {
                throw contradiction(words + " is unreadable")
            }
            if let difference = found.difference(from: nerve, in: record, of: header) {
                throw contradiction("\(difference) of \(words)")
            }
        }
    }

    private func contradiction(_ detail: String) -> ResultGap {
        .contradiction(object: "the structured report", detail: detail)
    }
}

/// What a measurement group says, by its codes.
private struct ReadGroup {
    private let sopInstanceUID: String?
    private let frame: Int?
    private let outline: [PixelPoint]
    private var quantities: [QuantityKind: Quantity] = [:]
    private let confidence: Double?
    /// Along the skin and in depth.
    private var displacement: [Double?] = []
    private let codes: Set<String>
    private let sites: Set<String>

    /// `nil` without an outline, or with a number that no quantity has.
    init?(_ group: DICOMFile.Item) {
        guard let region = group.contents(named: "111030").first,
            let outline = GraphicOutline.outline(
                of: region.numbers(.graphicData, limit: region.valueCount(.graphicData))),
            let image = region.items(.contentSequence).first?.item(.referencedSOP, at: 0)
        else { return nil }
        self.outline = outline
        sopInstanceUID = image.text(DICOMAttribute("", 0x0008, 0x1155))
        frame = image.number(DICOMAttribute("", 0x0008, 0x1160)).whole
        displacement = [
            PrivateScheme.displacementAcrossColumns, PrivateScheme.displacementAcrossRows,
        ].map { group.contents(named: $0.value).first?.measuredValue?.value }
        confidence = group.contents(named: "111012").first?.measuredValue.map(\.value)
        codes = Set(group.items(.contentSequence).compactMap(\.codedValue))
        sites = Set(
            group.contents(named: "363698007").flatMap { $0.items(.contentSequence) }
                .compactMap(\.codedValue))
        for item in group.items(.contentSequence) {
            guard let measured = item.measuredValue, let name = item.conceptName else { continue }
            if PrivateScheme.isDisplacement(name) || name == "111012" { continue }
            let derivation = item.contents(named: "121401").first?.codedValue
            guard
                let kind = QuantityKind.allCases.first(where: { kind in
                    guard let concept = QuantityConcept(kind) else { return false }
                    return concept.name.value == name && concept.unit.value == measured.unit
                        && concept.derivation?.value == derivation
                })
            else { return nil }
            quantities[kind] = Quantity(
                measured.value, interval: item.interval(around: measured.value, kind.unit))
        }
    }

    /// The first thing that is not as in `nerve`, in a word.
    func difference(
        from nerve: NerveRecord, in record: ItemRecord, of source: SourceHeader
    ) -> String? {
        if sopInstanceUID != source.sopInstanceUID { return "the source" }
        if frame != (source.isMultiFrame ? record.source.frame : nil) { return "the frame" }
        if outline != nerve.outline { return "the outline" }
        let sent = Set(QuantityConcept.kinds(of: nerve.quantities))
        if quantities != nerve.quantities.filter({ sent.contains($0.key) }) { return "a value" }
        let cine = record.cine.flatMap { $0.followedRank == nerve.rank ? $0 : nil }
        if displacement != [cine?.acrossColumns, cine?.acrossRows] { return "the displacement" }
        if confidence != nerve.confidence.flatMap({ ($0 * 100).rounded(toDecimals: 1) }) {
            return "the confidence"
        }
        let flags = Set(nerve.flags + record.flags)
        let words =
            flags.map { PrivateScheme.code($0).value } + [
                PrivateScheme.code(nerve.provenance).value,
                PrivateScheme.code(nerve.convention).value, Code.nerve(nerve.name).value,
            ]
        if codes != Set(words) { return "a code" }
        let places =
            [
                nerve.side.map { Code.side($0).value },
                nerve.level.map { PrivateScheme.code($0).value },
            ]
            .compactMap { $0 }
        return sites == Set(places) ? nil : "the site"
    }
}

extension PrivateScheme {
    fileprivate static func isDisplacement(_ code: String) -> Bool {
        [displacementAcrossColumns.value, displacementAcrossRows.value].contains(code)
    }
}

extension DICOMAttribute {
    fileprivate static let contentSequence = DICOMAttribute("ContentSequence", 0x0040, 0xA730)
    fileprivate static let referencedSOP = DICOMAttribute("ReferencedSOPSequence", 0x0008, 0x1199)
    fileprivate static let measuredValue = DICOMAttribute("MeasuredValueSequence", 0x0040, 0xA300)
    fileprivate static let codeValue = DICOMAttribute("CodeValue", 0x0008, 0x0100)
}

extension DICOMFile.Item {
    /// The items below whose concept has the code value `code`.
    fileprivate func contents(named code: String) -> [DICOMFile.Item] {
        items(.contentSequence).filter { $0.conceptName == code }
    }

    fileprivate var conceptName: String? {
        item(DICOMAttribute("ConceptNameCodeSequence", 0x0040, 0xA043), at: 0)?.text(.codeValue)
    }

    /// The code that is the value of the item.
    fileprivate var codedValue: String? {
        item(DICOMAttribute("ConceptCodeSequence", 0x0040, 0xA168), at: 0)?.text(.codeValue)
    }

    fileprivate var measuredValue: (value: Double, unit: String)? {
        guard let measured = item(.measuredValue, at: 0),
            case .value(let value) = measured.number(DICOMAttribute("NumericValue", 0x0040, 0xA30A)),
            let unit = measured.item(
                DICOMAttribute("MeasurementUnitsCodeSequence", 0x0040, 0x08EA), at: 0)?
                .text(.codeValue)
        else { return nil }
        return (value, unit)
    }

    fileprivate func interval(around value: Double, _ unit: Unit) -> ClosedRange<Double>? {
        guard let up = contents(named: "371886008").first?.measuredValue?.value,
            let down = contents(named: "371885007").first?.measuredValue?.value,
            let low = (value - down).rounded(toDecimals: unit.decimals),
            let high = (value + up).rounded(toDecimals: unit.decimals), low <= high
        else { return nil }
        return low...high
    }
}
