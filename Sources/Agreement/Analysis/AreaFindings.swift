import Statistics

/// Bland–Altman, intraclass correlation and measurement error of areas in one unit; empty when no
/// image has areas in it.
struct AreaFindings {
    private let unit: ReadingPair.AreaUnit
    private let areas: [ReadingPair.Areas]
    private let subjects: [String]
    private let bootstrap: Bootstrap
    private let blandAltman: Result<BlandAltman, StatisticsError>

    init(pairs: [ReadingPair], unit: ReadingPair.AreaUnit, bootstrap: Bootstrap) {
        let found = pairs.compactMap { pair in
            pair.areas.flatMap { $0.unit == unit ? ($0, pair.subject) : nil }
        }
        let areas = found.map(\.0)
        let subjects = found.map(\.1)
        self.unit = unit
        self.areas = areas
        self.subjects = subjects
        self.bootstrap = bootstrap
        blandAltman = Result { () throws(StatisticsError) in
            try BlandAltman(
                differences: areas.map(\.difference), subjects: subjects, bootstrap: bootstrap)
        }
    }

    var limits: BlandAltman? { try? blandAltman.get() }

    var findings: [Finding] {
        areas.isEmpty ? [] : differences + correlations + errors
    }

    private var isRepeated: Bool { Set(subjects).count < subjects.count }

    private var differences: [Finding] {
        var findings = [
            AgreementQuantity.bias, .lowerLimit, .upperLimit, .standardDeviation,
        ].map { empty($0, unit: unit.rawValue) }
        switch blandAltman {
        case .success(let found):
            let method = isRepeated ? IntervalMethod.subjectBootstrap : .studentT
            findings[0].take(found.bias, method)
            findings[1].take(found.lowerLimit, method)
            findings[2].take(found.upperLimit, method)
            findings[3].value = found.standardDeviation
        case .failure(let error):
            for index in findings.indices { findings[index].refusal = error }
        }
        return findings
    }

    private var correlations: [Finding] {
        var findings = [AgreementQuantity.absoluteAgreement, .consistency].map { empty($0) }
        do throws(StatisticsError) {
            let found = try IntraclassCorrelation(
                rows: rows, subjects: subjects, bootstrap: bootstrap)
            let method = isRepeated ? IntervalMethod.subjectBootstrap : .fisherF
            findings[0].take(found.agreement, method)
            findings[1].take(found.consistency, method)
        } catch {
            for index in findings.indices { findings[index].refusal = error }
        }
        return findings
    }

    private var errors: [Finding] {
        var findings = [
            AgreementQuantity.errorOfAgreement, .errorOfConsistency, .detectableChangeOfAgreement,
            .detectableChangeOfConsistency,
        ].map { empty($0, unit: unit.rawValue) }
        do throws(StatisticsError) {
            let found = try MeasurementError(rows: rows)
            let values = [found.agreement, found.consistency]
            let changes = values.map(MeasurementError.minimumDetectableChange)
            for (index, value) in (values + changes).enumerated() { findings[index].value = value }
        } catch {
            for index in findings.indices { findings[index].refusal = error }
        }
        return findings
    }

    private var rows: [[Double]] { areas.map { [$0.reference, $0.against] } }

    private func empty(_ quantity: AgreementQuantity, unit: String = "1") -> Finding {
        Finding(quantity, unit: unit, images: areas.count, subjects: Set(subjects).count)
    }
}
