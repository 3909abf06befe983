import Anatomy
import Foundation
import Phantoms
import StudyModel
import VolumeSupport

/// Prints what is measured on MR phantoms against their truth: the tables of docs/mr-measuring.md.
@main
struct MRMeasuring {
    private static let usage = """
        usage: MRMeasuring geometry|signal|normal|findings|rules FIRST-SEED PHANTOMS

        geometry  paths, areas, levels, spaces and thickness from whole and from damaged labels
        signal    nerve:muscle ratios with and without coil shading
        normal    findings on bodies without disease: false alarms
        findings  findings on the affected side, by disease and severity
        rules     the same as normal, rule by rule
        """

    static func main() throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        guard arguments.count == 3, let first = UInt64(arguments[1]),
            let count = UInt64(arguments[2]), count > 0
        else {
            print(usage)
            exit(64)
        }
        let seeds = Array(first..<first + count)
        switch arguments[0] {
        case "geometry": try geometry(seeds)
        case "signal": try signal(seeds)
        case "normal": try normal(seeds, byRule: false)
        case "rules": try normal(seeds, byRule: true)
        case "findings": try findings(seeds)
        default:
            print(usage)
            exit(64)
        }
    }

    private static func geometry(_ seeds: [UInt64]) throws {
        var figures: [(String, [AgreementFigures])] = [
            ("0.5–0.7 × 3–4 mm", Degradation.allCases.map { _ in AgreementFigures() }),
            ("any series", Degradation.allCases.map { _ in AgreementFigures() }),
        ]
        for seed in seeds {
            for (group, parameters) in [
                MRPhantomParameters.clinical(seed: seed), .varied(seed: seed),
            ].enumerated() {
                let volume = try PhantomVolume(parameters)
                for (index, degradation) in Degradation.allCases.enumerated() {
                    figures[group].1[index].add(Measured(volume, degradation))
                }
            }
        }
        let rows = figures.flatMap { name, figures in
            zip(Degradation.allCases, figures).map { [name, $0.rawValue] + $1.cells }
        }
        printTable(["series", "labels"] + AgreementFigures.header, rows)
    }

    private static func signal(_ seeds: [UInt64]) throws {
        var figures = Degradation.allCases.map { _ in SignalFigures() }
        for seed in seeds {
            let body = try SignalFigures.Body(.clinical(seed: seed))
            for (index, degradation) in Degradation.allCases.enumerated() {
                figures[index].add(body, degradation)
            }
        }
        let rows = zip(Degradation.allCases, figures).map { [$0.rawValue] + $1.cells }
        printTable(["labels"] + SignalFigures.header, rows)
    }

    private static func normal(_ seeds: [UInt64], byRule: Bool) throws {
        var figures = FindingFigures()
        for seed in seeds {
            var parameters = MRPhantomParameters.clinical(seed: seed, sequence: .t2FatSuppressed)
            parameters.pathology = .none
            parameters.severity = 0
            let result = Measured(try PhantomVolume(parameters)).result
            for side in Laterality.allCases { figures.add(result, side) }
        }
        if byRule {
            printTable(["rule", "supported / assessable"], figures.ruleRows)
        } else {
            printTable(FindingFigures.header, [figures.cells])
        }
    }

    private static func findings(_ seeds: [UInt64]) throws {
        var rows: [[String]] = []
        for pathology in MRPathology.allCases where pathology != .none {
            for severity in [0.3, 0.6, 1] {
                var figures = FindingFigures()
                for seed in seeds {
                    var parameters = MRPhantomParameters.clinical(
                        seed: seed, sequence: .t2FatSuppressed)
                    parameters.pathology = pathology
                    parameters.severity = severity
                    let result = Measured(try PhantomVolume(parameters)).result
                    figures.add(result, parameters.affected)
                }
                rows.append([pathology.rawValue, "\(severity)"] + figures.cells)
            }
        }
        printTable(["disease", "severity"] + FindingFigures.header, rows)
    }
}
