import Anatomy
import Geometry
import JSON
import StudyModel

extension VolumeGroups {
    /// Each distance with its two ends on their slice.
    func spaces() throws(JSONProblem) -> [ContentItem] {
        var groups: [ContentItem] = []
        let millimetres = Code(.millimetres)
        for space in try report.objects("spaces") {
            let kind: GlutealSpace = try space.required("space", space.word("space"))
            let topic = Topic(
                words: "space \(kind.rawValue)", site: PrivateScheme.code(kind),
                side: try space.word("side"))
            let distance = Self.number(
                .distance, try space.double("distance_mm"), millimetres, try ends(of: space))
            let uncertainty = Self.number(
                PrivateScheme.positioning, try space.double("positioning_uncertainty_mm"),
                millimetres)
            groups.append(group(topic, distance + uncertainty))
        }
        return groups
    }

    private func ends(of space: JSONObject) throws(JSONProblem) -> [ContentItem] {
        guard let frame = frame(ofItem: try space.string("item")),
            let plane = subject.volume?.geometry.planes[frame.number - 1]
        else { return [] }
        var points: [PixelPoint] = []
        for key in ["from_mm", "to_mm"] {
            guard let place = try space.numbers(key, count: 3) else { return [] }
            let point = PatientPoint(left: place[0], posterior: place[1], superior: place[2])
            points.append(plane.pixel(under: point).pixel)
        }
        return [
            ContentItem(
                .inferredFrom, .path, .polyline(GraphicOutline.coordinates(of: points)),
                [ContentItem(.selectedFrom, nil, .image(frame.reference))])
        ]
    }

    func structures() throws(JSONProblem) -> [ContentItem] {
        var groups: [ContentItem] = []
        for structure in try report.objects("structures") {
            let kind: MeasuredStructure = try structure.required(
                "structure", structure.word("structure"))
            let side: Laterality = try structure.required("side", structure.word("side"))
            var topic = Topic(
                words: "structure \(kind.rawValue)", site: PrivateScheme.code(kind), side: side)
            topic.segment = kind.label.flatMap { plan.segment($0, side) }
            topic.trackingUID = topic.segment?.trackingUID
            let content =
                Self.number(
                    PrivateScheme.thickness, try structure.double("thickness_mm"),
                    Code(.millimetres))
                + Self.number(
                    .area, try structure.double("area_mm2"), Code(.squareMillimetres),
                    derivation: .maximum)
                + Self.number(.volume, try structure.double("volume_cm3"), .cubicCentimetres)
                + Self.number(
                    PrivateScheme.muscleRatio, try structure.double("muscle_ratio"), Code(.ratio))
            groups.append(group(topic, content))
        }
        return groups
    }

    func findings() throws(JSONProblem) -> [ContentItem] {
        var groups: [ContentItem] = []
        for finding in try report.objects("findings") {
            let site: FindingSite = try finding.required("site", finding.word("site"))
            let aspect: FindingAspect = try finding.required("aspect", finding.word("aspect"))
            let verdict: FindingVerdict = try finding.required("verdict", finding.word("verdict"))
            let topic = Topic(
                words: "finding \(site.rawValue) \(aspect.rawValue)",
                site: PrivateScheme.code(site, nerve: nerve), side: try finding.word("side"))
            var content = [
                Self.code(PrivateScheme.aspect, PrivateScheme.code(aspect)),
                Self.code(PrivateScheme.verdict, PrivateScheme.code(verdict)),
            ]
            for rule in try finding.objects("rules") {
                content += Self.text(PrivateScheme.rule, try Self.words(for: rule))
            }
            groups.append(group(topic, content))
        }
        return groups
    }

    private static func words(for rule: JSONObject) throws(JSONProblem) -> String {
        let isPublished = rule.value("threshold_published") == .boolean(true)
        let verdict: FindingVerdict = try rule.required("verdict", rule.word("verdict"))
        var parts = [
            try rule.required("rule", rule.string("rule")),
            try rule.required("source", rule.string("source")),
            isPublished ? "published threshold" : "threshold chosen on phantoms",
            PrivateScheme.code(verdict).meaning.lowercased(),
        ]
        for number in try rule.objects("numbers") {
            let name = try number.required("name", number.string("name"))
            let value = try number.required("value", number.value("value")).line
            let unit = try number.required("unit", number.string("unit"))
            parts.append("\(name) \(value) \(unit)")
        }
        return parts.joined(separator: "; ")
    }

    /// How far the volume is to be trusted, and what was not found in it.
    func remarks() throws(JSONProblem) -> [String] {
        let sequence = try report.string("sequence") ?? "unknown"
        var lines = [
            "volume \(subject.shortName): sequence \(sequence); proven on "
                + (try report.string("proven_on") ?? "nothing")
        ]
        for nerve in try report.objects("nerves") {
            guard let reason = try nerve.string("absence_explanation") else { continue }
            let side = try nerve.string("side") ?? ""
            lines.append("volume \(subject.shortName): \(side) nerve not followed: \(reason)")
        }
        for entry in try report.items("not_assessed") {
            if case .string(let text) = entry.value { lines.append("not assessed: " + text) }
        }
        return lines.map(\.inASCII)
    }
}
