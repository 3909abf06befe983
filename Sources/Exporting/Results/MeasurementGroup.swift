import Anatomy
import DICOMFiles
import Geometry
import JSON
import Reporting
import StudyModel

/// One nerve in one frame: a planar region with its measurements (PS3.16 TID 1410).
struct MeasurementGroup {
    let subject: ResultSubject
    let frame: ResultSubject.Frame
    let nerve: NerveRecord
    let identity: ResultIdentity
    /// What is said of the nerve's section beside the outline; volumes only.
    var section: [ContentItem] = []

    var source: SourceHeader { frame.source }
    var record: ItemRecord { frame.record }

    var item: ContentItem {
        ContentItem(
            .contains, .measurementGroup, .container(template: "1410"),
            trackingItems + [finding, site] + algorithmItems + [region] + measurements + remarks
                + section)
    }

    /// One identifier through a cine for the nerve that was followed, and through a volume for the nerve
    /// of a side; one per outline else.
    var tracking: (words: String, uid: String) {
        if subject.volume != nil, let side = nerve.side {
            return NerveTracking.ofVolume(subject, side, identity)
        }
        let isFollowed = nerve.rank == record.cine?.followedRank
        let frame = isFollowed ? "followed" : "frame \(record.source.frame ?? 1) rank \(nerve.rank)"
        return (
            "nerve \(source.shortName) \(frame)",
            identity.uid("tracking", source.sopInstanceUID, frame)
        )
    }

    private var trackingItems: [ContentItem] {
        let tracking = tracking
        return [
            ContentItem(
                .observationContext, .trackingIdentifier, .text(tracking.words)),
            ContentItem(
                .observationContext, .trackingUniqueIdentifier, .identifier(tracking.uid)),
        ]
    }

    private var finding: ContentItem {
        ContentItem(.contains, .finding, .code(.nerve(nerve.name)))
    }

    private var site: ContentItem {
        let side = nerve.side.map {
            ContentItem(
                .conceptModifier, .laterality, .code(.side($0)))
        }
        let level = nerve.level.map {
            ContentItem(
                .conceptModifier, .topographicalModifier,
                .code(PrivateScheme.code($0)))
        }
        return ContentItem(
            .conceptModifier, .findingSite, .code(.nerve(nerve.name)),
            [side, level].compactMap { $0 })
    }

    var algorithm: [(name: Code, text: String)] {
        AlgorithmIdentity(identity.run).statements(parametersEnd: Self.aboutIntervals)
    }

    private var algorithmItems: [ContentItem] {
        algorithm.map { ContentItem(.conceptModifier, $0.name, .text($0.text)) }
    }

    private static let aboutIntervals =
        "; uncertainty ranges give the 95 % model interval, which excludes differences between readers"

    /// The closed outline on its frame.
    private var region: ContentItem {
        let image = ContentItem(.selectedFrom, nil, .image(frame.reference))
        return ContentItem(
            .contains, .imageRegion,
            .polyline(GraphicOutline.numbers(of: nerve.outline)), [image])
    }

    // MARK: Numbers

    private var measurements: [ContentItem] {
        QuantityConcept.kinds(of: nerve.quantities).compactMap(measurement) + certainty
            + displacement
    }

    private func measurement(_ kind: QuantityKind) -> ContentItem? {
        guard let concept = QuantityConcept(kind), let quantity = nerve.quantities[kind] else {
            return nil
        }
        var item = ContentItem(.contains, concept.name, .number(quantity.value, unit: concept.unit))
        if let derivation = concept.derivation {
            item.children.append(
                ContentItem(
                    .conceptModifier, .derivation, .code(derivation)))
        }
        if let interval = quantity.interval {
            item.children += [
                uncertainty(
                    .upperUncertainty,
                    interval.upperBound - quantity.value, kind, concept),
                uncertainty(
                    .lowerUncertainty,
                    quantity.value - interval.lowerBound, kind, concept),
            ]
        }
        return item
    }

    /// The distance from the value to an end of its 95 % model interval.
    private func uncertainty(
        _ name: Code, _ distance: Double, _ kind: QuantityKind, _ concept: QuantityConcept
    ) -> ContentItem {
        let rounded = distance.rounded(toDecimals: kind.unit.decimals) ?? distance
        return ContentItem(.properties, name, .number(rounded, unit: concept.unit))
    }

    private var certainty: [ContentItem] {
        guard let confidence = nerve.confidence,
            let percent = (confidence * 100).rounded(toDecimals: 1)
        else { return [] }
        return [
            ContentItem(
                .contains, .certainty,
                .number(percent, unit: .percent))
        ]
    }

    /// Of the nerve that was followed.
    private var displacement: [ContentItem] {
        guard let cine = record.cine, cine.followedRank == nerve.rank else { return [] }
        let unit = Code(cine.lengthUnit)
        return [
            (PrivateScheme.displacementAcrossColumns, cine.acrossColumns),
            (PrivateScheme.displacementAcrossRows, cine.acrossRows),
        ].compactMap { name, value in
            value.map { ContentItem(.contains, name, .number($0, unit: unit)) }
        }
    }

    // MARK: Words

    private var remarks: [ContentItem] {
        let flags = Set(nerve.flags + record.flags).sorted { $0.rawValue < $1.rawValue }
        return [
            ContentItem(
                .contains, PrivateScheme.provenance, .code(PrivateScheme.code(nerve.provenance))),
            ContentItem(
                .contains, PrivateScheme.convention, .code(PrivateScheme.code(nerve.convention))),
            ContentItem(.contains, PrivateScheme.scale, .text(scale)),
        ]
            + flags.map {
                ContentItem(.contains, PrivateScheme.qualityFlag, .code(PrivateScheme.code($0)))
            }
    }

    /// Where millimetres come from, or why there are none: the words of report.json.
    var scale: String { nerve.scale.basis ?? nerve.scale.gap ?? "unknown" }
}

enum NerveTracking {
    /// The identifier is that of the segment.
    static func ofVolume(
        _ subject: ResultSubject, _ side: Laterality, _ identity: ResultIdentity
    ) -> (words: String, uid: String) {
        (
            "nerve \(subject.shortName) \(side.rawValue)",
            SegmentDescription.trackingUID(.nerve, side, of: subject, identity: identity)
        )
    }
}

extension CinePlace {
    var lengthUnit: Unit { inMillimetres ? .millimetres : .pixels }
}
