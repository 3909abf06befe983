import Anatomy
import StudyModel

/// `index.html`: the frame of the page with facts of the run and the overview.
struct FrameHTML {
    let run: RunRecord
    let tally: PageTally

    var file: PageFile {
        PageFile(path: "index.html", text: Self.filled(PageAssets.html, with: parts))
    }

    /// `{{name}}` replaced by the part of that name, once: parts are not searched.
    static func filled(_ template: String, with parts: [String: String]) -> String {
        let pieces = template.split(separator: "{{", omittingEmptySubsequences: false)
        return pieces.dropFirst().reduce(into: String(pieces[0])) { text, piece in
            let halves = piece.split(
                separator: "}}", maxSplits: 1, omittingEmptySubsequences: false)
            text += (parts[String(halves[0])] ?? "") + halves.dropFirst().joined()
        }
    }

    private var parts: [String: String] {
        [
            "title": "nerve-measure: \(OverviewHTML.grouped(tally.items)) items",
            "notice": HTMLText.escaped(StudyReport.notice),
            "run": facts,
            "overview": OverviewHTML(tally: tally).html,
            "statuses": options(
                ItemStatus.allCases.filter { tally.statuses[$0] != nil }.map(\.rawValue)),
            "reasons": options(tally.reasons.keys.sorted()),
            "flags": options(tally.flags.keys.map(\.rawValue).sorted()),
            "sides": options(
                Laterality.allCases.filter { side in
                    tally.groups.keys.contains { $0.side == side }
                }.map(\.rawValue)),
            "levels": options(
                GlutealLevel.allCases.filter { level in
                    tally.groups.keys.contains { $0.level == level }
                }.map(\.rawValue)),
            "notAssessed": StudyReport.notAssessed.map {
                "<li>\(HTMLText.escaped($0))</li>"
            }.joined(),
        ]
    }

    private func options(_ codes: [String]) -> String {
        codes.map { code in
            let words = HTMLText.escaped(CodeWords.words(code))
            return "<option value=\"\(HTMLText.escaped(code))\">\(words)</option>"
        }.joined()
    }

    /// What produced the results, as terms and their values.
    private var facts: String {
        var facts = [("Version", run.toolVersion)]
        for model in run.models {
            facts.append(("Model", "\(model.name) \(model.sha256.prefix(12))"))
            facts.append(("Outlines follow", CodeWords.words(model.convention)))
        }
        facts.append(("Kernels", run.kernelTier))
        facts += run.parameters.sorted { $0.key < $1.key }.map {
            (CodeWords.words($0.key).capitalisedFirst, $0.value)
        }
        if let seeds = run.seedsSHA256 { facts.append(("Seeds", String(seeds.prefix(12)))) }
        return facts.map { term, value in
            "<div><dt>\(HTMLText.escaped(term))</dt><dd>\(HTMLText.escaped(value))</dd></div>"
        }.joined()
    }
}

extension String {
    fileprivate var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
