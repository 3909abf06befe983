import DICOMFiles
import Geometry
import Reporting
import StudyModel

/// What a measurement group that was read says, by its codes.
struct ReadGroup {
    private let group: DICOMFile.Item
    private let image: DICOMFile.Item
    private let outline: [PixelPoint]
    private let quantities: [QuantityKind: Quantity]

    private let section: [DICOMFile.Item]

    /// - Parameter sectionCount: items at the end that are about the section.
    /// - Returns: `nil` without an outline, or with a number that no quantity has.
    init?(_ group: DICOMFile.Item, sectionCount: Int) {
        guard let region = group.contents(named: .imageRegion).first,
            let outline = GraphicOutline.outline(
                of: region.numbers(.graphicData, limit: region.valueCount(.graphicData))),
            let image = region.items(.content).first?.item(.referencedObjects, at: 0),
            let quantities = Self.quantities(in: group.items(.content).dropLast(sectionCount))
        else { return nil }
        section = group.items(.content).suffix(sectionCount)
        self.group = group
        self.image = image
        self.outline = outline
        self.quantities = quantities
    }

    private static func quantities(
        in items: some Sequence<DICOMFile.Item>
    ) -> [QuantityKind: Quantity]? {
        let others = [
            .certainty, PrivateScheme.displacementAcrossColumns,
            PrivateScheme.displacementAcrossRows,
        ]
        var quantities: [QuantityKind: Quantity] = [:]
        for item in items {
            guard let measured = item.measurement, let name = item.code(.conceptName),
                !others.contains(name)
            else { continue }
            let derivation = item.contents(named: .derivation).first?.code(.conceptCode)
            let kind = QuantityKind.allCases.first { kind in
                guard let concept = QuantityConcept(kind) else { return false }
                return concept.name == name && concept.unit == measured.unit
                    && concept.derivation == derivation
            }
            guard let kind, quantities[kind] == nil else { return nil }
            quantities[kind] = Quantity(
                measured.value, interval: item.interval(around: measured.value, kind.unit))
        }
        return quantities
    }

    /// The first thing that is not as in `expected`, in a word.
    func difference(from expected: MeasurementGroup) -> String? {
        let (record, nerve) = (expected.record, expected.nerve)
        guard image.refers(to: expected.source, frame: record.source.frame) else {
            return "the frame"
        }
        if outline != nerve.outline { return "the outline" }
        let sent = Set(QuantityConcept.kinds(of: nerve.quantities))
        if quantities != nerve.quantities.filter({ sent.contains($0.key) }) { return "a value" }
        return difference(ofMotion: record, nerve) ?? difference(ofWords: expected)
            ?? difference(ofCodes: record, nerve)
            ?? zip(expected.section, section).lazy.compactMap { $0.difference(from: $1) }.first
    }

    private func difference(ofMotion record: ItemRecord, _ nerve: NerveRecord) -> String? {
        let cine = record.cine.flatMap { $0.followedRank == nerve.rank ? $0 : nil }
        func measurement(_ value: Double?, _ unit: Code?) -> Measurement? {
            value.flatMap { value in unit.map { Measurement(value: value, unit: $0) } }
        }
        let unit = cine.map { Code($0.lengthUnit) }
        let across = measurement(cine?.acrossColumns, unit)
        let down = measurement(cine?.acrossRows, unit)
        guard measured(PrivateScheme.displacementAcrossColumns) == across,
            measured(PrivateScheme.displacementAcrossRows) == down
        else { return "the displacement" }
        let percent = nerve.confidence.flatMap { ($0 * 100).rounded(toDecimals: 1) }
        return measured(.certainty) == measurement(percent, .percent) ? nil : "the confidence"
    }

    private func difference(ofWords expected: MeasurementGroup) -> String? {
        let tracking = expected.tracking
        guard texts(.trackingIdentifier) == [tracking.words],
            group.contents(named: .trackingUniqueIdentifier).map({ $0.text(.identifierValue) })
                == [tracking.uid]
        else { return "the tracking" }
        guard expected.algorithm.allSatisfy({ texts($0.name) == [$0.text] }) else {
            return "the algorithm"
        }
        return texts(PrivateScheme.scale) == [expected.scale] ? nil : "the source of scale"
    }

    private func difference(ofCodes record: ItemRecord, _ nerve: NerveRecord) -> String? {
        let flags = Set(nerve.flags + record.flags).map { PrivateScheme.code($0) }
        guard Set(codes(PrivateScheme.qualityFlag)) == Set(flags) else { return "a flag" }
        guard codes(.finding) == [.nerve(nerve.name)],
            codes(PrivateScheme.provenance) == [PrivateScheme.code(nerve.provenance)],
            codes(PrivateScheme.convention) == [PrivateScheme.code(nerve.convention)]
        else { return "a code" }
        let sites = group.contents(named: .findingSite)
        func modifier(_ name: Code) -> [Code?] {
            sites.flatMap { $0.contents(named: name) }.map { $0.code(.conceptCode) }
        }
        guard codes(.findingSite) == [.nerve(nerve.name)],
            modifier(.laterality) == (nerve.side.map { [.side($0)] } ?? []),
            modifier(.topographicalModifier)
                == (nerve.level.map { [PrivateScheme.code($0)] } ?? [])
        else { return "the site" }
        return nil
    }

    private func measured(_ name: Code) -> Measurement? {
        group.contents(named: name).first?.measurement
    }

    private func texts(_ name: Code) -> [String?] {
        group.contents(named: name).map { $0.text(.textValue) }
    }

    private func codes(_ name: Code) -> [Code?] {
        group.contents(named: name).map { $0.code(.conceptCode) }
    }
}

/// A number and its unit.
struct Measurement: Hashable {
    let value: Double
    let unit: Code
}

extension DICOMFile.Item {
    /// The items below whose concept is `name`, its meaning included.
    func contents(named name: Code) -> [DICOMFile.Item] {
        items(.content).filter { $0.code(.conceptName) == name }
    }

    func code(_ attribute: DICOMAttribute) -> Code? {
        guard let item = item(attribute, at: 0), let value = item.text(.codeValue),
            let scheme = item.text(.codingScheme), let meaning = item.text(.codeMeaning)
        else { return nil }
        return Code(value, scheme, meaning)
    }

    var measurement: Measurement? {
        guard let measured = item(.measuredValue, at: 0),
            case .value(let value) = measured.number(.numericValue),
            let unit = measured.code(.measurementUnits)
        else { return nil }
        return Measurement(value: value, unit: unit)
    }

    fileprivate func interval(around value: Double, _ unit: Unit) -> ClosedRange<Double>? {
        guard let up = contents(named: .upperUncertainty).first?.measurement?.value,
            let down = contents(named: .lowerUncertainty).first?.measurement?.value,
            let low = (value - down).rounded(toDecimals: unit.decimals),
            let high = (value + up).rounded(toDecimals: unit.decimals), low <= high
        else { return nil }
        return low...high
    }
}
