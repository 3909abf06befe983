import Anatomy
import Phantoms
import StudyModel
import VolumeSupport

/// How often each finding is supported on one side.
struct FindingFigures {
    private struct Key: Hashable {
        let site: FindingSite
        let aspect: FindingAspect
    }
    private var counts: [Key: (supported: Int, assessable: Int, all: Int)] = [:]
    private var rules: [String: (supported: Int, assessable: Int)] = [:]

    mutating func add(_ result: DeepGlutealResult, _ side: Laterality) {
        for finding in result.findings where finding.side == side {
            let key = Key(site: finding.site, aspect: finding.aspect)
            var count = counts[key] ?? (0, 0, 0)
            count.all += 1
            if finding.verdict != .notAssessable { count.assessable += 1 }
            if finding.verdict == .supported { count.supported += 1 }
            counts[key] = count
            for rule in finding.rules {
                let name = "\(finding.site.rawValue) \(finding.aspect): \(rule.rule)"
                var tried = rules[name] ?? (0, 0)
                if rule.verdict != .notAssessable { tried.assessable += 1 }
                if rule.verdict == .supported { tried.supported += 1 }
                rules[name] = tried
            }
        }
    }

    static let header = FindingSite.allCases.flatMap { site in
        FindingAspect.allCases.compactMap { aspect -> String? in
            site == .diffuse && aspect == .structure
                ? nil : site.rawValue.split(separator: "_").joined(separator: " ") + ": \(aspect)"
        }
    }

    /// Supported of assessable.
    var cells: [String] {
        FindingSite.allCases.flatMap { site in
            FindingAspect.allCases.compactMap { aspect -> String? in
                guard site != .diffuse || aspect == .nerve else { return nil }
                guard let count = counts[Key(site: site, aspect: aspect)] else { return "n/a" }
                return "\(count.supported)/\(count.assessable)"
            }
        }
    }

    /// Every rule by itself.
    var ruleRows: [[String]] {
        rules.sorted { $0.key < $1.key }.map {
            [$0.key, "\($0.value.supported)/\($0.value.assessable)"]
        }
    }
}
