import Cohorts

@testable import Reporting

extension Sample {
    static var reference: ReferenceReport {
        let values = [(40.0, "a"), (50, "a"), (60, nil)].map { number, group in
            CohortValue(
                item: "i\(number)", subject: "p\(number)", group: group,
                side: group == nil ? nil : .left,
                level: .piriformis, modality: "US", convention: "outerEpineurium",
                quantity: "csa_mm2", unit: "mm2", value: number)
        }
        let table = ReferenceValue(
            source: "Own 2026", count: 40, population: "adults", modality: "US", side: .left,
            level: .piriformis, quantity: "csa_mm2", convention: "outerEpineurium",
            distribution: .percentiles([
                .init(percentage: 5, value: 42), .init(percentage: 95, value: 58),
            ]))
        return ReferenceReport(
            toolVersion: "0.1.0", distributions: GroupDistribution.all(of: values),
            standings: ReferenceStanding.all(of: values, in: [table]))
    }
}
