import Anatomy
import StudyModel

extension FindingRule {
    /// Every rule. No published threshold exists for the sciatic nerve at these levels on MR, so the
    /// nerve is only ever held against the other side; those factors were chosen on phantoms, so that
    /// normal variation between sides rarely passes them (docs/mr-measuring.md).
    static let all: [FindingRule] =
        piriformis + ischiofemoral + obturatorInternus + hamstrings + diffuse

    private static let chosen = "chosen on phantoms; no published value"
    private static let spaces =
        "Singer 2015, Skeletal Radiol (meta-analysis); hip rotation shifts it by 4 mm (PMC7901394)"

    private static let piriformis =
        [
            structure(
                .piriformis, .structureFactor(.piriformis, .thickness, 1.35),
                "chosen on phantoms; a third of patients are asymmetric (Eastlack 2017)"),
            structure(.piriformis, .structureFactor(.piriformis, .signal, 1.3), chosen),
        ] + nerve(.piriformis, .piriformis)

    private static let obturatorInternus =
        [
            structure(
                .obturatorInternusGemelli,
                .structureFactor(.obturatorInternusGemelli, .area, 1.35), chosen),
            structure(
                .obturatorInternusGemelli,
                .structureFactor(.obturatorInternusGemelli, .signal, 1.3), chosen),
        ] + nerve(.obturatorInternusGemelli, .obturatorInternusGemelli)

    private static let ischiofemoral =
        [
            FindingRule(
                site: .ischiofemoral, aspect: .structure, test: .spaceAtMost(.ischiofemoral, 15),
                source: spaces, isPublished: true),
            FindingRule(
                site: .ischiofemoral, aspect: .structure,
                test: .spaceAtMost(.quadratusFemoris, 10), source: spaces, isPublished: true),
            structure(.ischiofemoral, .structureFactor(.quadratusFemoris, .signal, 1.3), chosen),
        ] + nerve(.ischiofemoral, .quadratusFemoris)

    private static let hamstrings =
        [
            structure(
                .hamstringOrigin, .structureFactor(.hamstringOrigin, .area, 1.35), chosen),
            structure(
                .hamstringOrigin, .structureFactor(.hamstringOrigin, .signal, 1.4), chosen),
        ] + nerve(.hamstringOrigin, .ischialTunnel)

    private static let diffuse = [
        FindingRule(
            site: .diffuse, aspect: .nerve,
            test: .nerveEverywhere(.perpendicularArea, factor: 1.25),
            source: chosen, isPublished: false),
        FindingRule(
            site: .diffuse, aspect: .nerve, test: .nerveEverywhere(.nerveMuscleRatio, factor: 1.2),
            source: chosen, isPublished: false),
    ]

    private static func structure(
        _ site: FindingSite, _ test: Test, _ source: String
    ) -> FindingRule {
        FindingRule(
            site: site, aspect: .structure, test: test, source: source, isPublished: false)
    }

    /// Swelling, flattening and signal at one level.
    private static func nerve(_ site: FindingSite, _ level: GlutealLevel) -> [FindingRule] {
        let factors: [(ComparedQuantity, Double)] = [
            (.perpendicularArea, 1.25), (.flatteningRatio, 1.35), (.nerveMuscleRatio, 1.2),
        ]
        return factors.map { quantity, factor in
            FindingRule(
                site: site, aspect: .nerve, test: .nerveRun(quantity, level, factor: factor),
                source: chosen, isPublished: false)
        }
    }
}
