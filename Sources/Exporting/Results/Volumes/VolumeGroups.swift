import Anatomy
import DICOMFiles
import JSON
import StudyModel

/// What report.json says of a volume, as groups of a structured report: nerves and muscles with their
/// segments (PS3.16 TID 1411), spaces, comparisons and findings (TID 1501).
///
/// Values are taken from the report itself, so that both say the same.
struct VolumeGroups {
    let subject: ResultSubject
    let plan: SegmentPlan
    let identity: ResultIdentity
    let report: JSONObject

    init(
        _ subject: ResultSubject, _ volume: ResultVolume, plan: SegmentPlan,
        identity: ResultIdentity
    ) throws(JSONProblem) {
        self.subject = subject
        self.plan = plan
        self.identity = identity
        report = try JSONObject(volume.report.json)
    }

    func items() throws(JSONProblem) -> [ContentItem] {
        try courses() + spaces() + structures() + comparisons() + findings()
    }

    var nerve: Code {
        .nerve(subject.frames.flatMap(\.record.nerves).first?.name ?? .unspecified)
    }

    // MARK: Parts of a group

    /// What a group is about.
    struct Topic {
        let words: String
        let site: Code
        var side: Laterality?
        var level: GlutealLevel?
        var segment: SegmentDescription?
        var trackingUID: String?
    }

    func group(_ topic: Topic, _ content: [ContentItem]) -> ContentItem {
        let name = ([topic.words, subject.shortName] + (topic.side.map { [$0.rawValue] } ?? []))
            .joined(separator: " ")
        let uid = topic.trackingUID ?? identity.uid("tracking", subject.key, name)
        let tracking = [
            ContentItem(.observationContext, .trackingIdentifier, .text(name)),
            ContentItem(.observationContext, .trackingUniqueIdentifier, .identifier(uid)),
        ]
        let algorithm = AlgorithmIdentity(identity.run).statements().map {
            ContentItem(.conceptModifier, $0.name, .text($0.text))
        }
        let finding = ContentItem(.contains, .finding, .code(topic.site))
        return ContentItem(
            .contains, .measurementGroup,
            .container(template: topic.segment == nil ? "1501" : "1411"),
            tracking + [finding, Self.site(topic.site, topic.side, topic.level)] + algorithm
                + (topic.segment.map(segment) ?? []) + content)
    }

    static func site(
        _ site: Code, _ side: Laterality?, _ level: GlutealLevel?
    ) -> ContentItem {
        let modifiers = [
            side.map { ContentItem(.conceptModifier, .laterality, .code(.side($0))) },
            level.map {
                ContentItem(
                    .conceptModifier, .topographicalModifier, .code(PrivateScheme.code($0)))
            },
        ]
        return ContentItem(
            .conceptModifier, .findingSite, .code(site), modifiers.compactMap { $0 })
    }

    private func segment(_ segment: SegmentDescription) -> [ContentItem] {
        let reference: [DICOMElement] = [
            .text(0x0008, 0x1150, SegmentationObject.sopClassUID),
            .text(0x0008, 0x1155, identity.sopInstanceUID(.segmentation, of: subject)),
            .number(0x0062, 0x000B, segment.number),
        ]
        return [
            ContentItem(.contains, .referencedSegment, .image(reference)),
            ContentItem(
                .contains, .sourceSeries, .identifier(subject.source.seriesInstanceUID)),
        ]
    }

    static func number(
        _ name: Code, _ value: Double?, _ unit: Code, derivation: Code? = nil,
        _ children: [ContentItem] = []
    ) -> [ContentItem] {
        guard let value else { return [] }
        let modifier = derivation.map { ContentItem(.conceptModifier, .derivation, .code($0)) }
        return [
            ContentItem(
                .contains, name, .number(value, unit: unit),
                (modifier.map { [$0] } ?? []) + children
            )
        ]
    }

    static func text(_ name: Code, _ text: String?) -> [ContentItem] {
        text.map { [ContentItem(.contains, name, .text($0.inASCII))] } ?? []
    }

    static func code(_ name: Code, _ code: Code) -> ContentItem {
        ContentItem(.contains, name, .code(code))
    }

    /// The slice of an item of the report.
    func frame(ofItem item: String?) -> ResultSubject.Frame? {
        subject.frames.first { $0.record.source.item == item }
    }
}
