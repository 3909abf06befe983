/// The concepts of a structured report after PS3.16 TID 1500, which its writer and its check share.
extension Code {
    static let imagingMeasurements = Code("126010", "DCM", "Imaging Measurements")
    static let measurementGroup = Code("125007", "DCM", "Measurement Group")
    static let qualitativeEvaluations = Code("C0034375", "UMLS", "Qualitative Evaluations")
    static let trackingIdentifier = Code("112039", "DCM", "Tracking Identifier")
    static let trackingUniqueIdentifier = Code("112040", "DCM", "Tracking Unique Identifier")
    static let finding = Code("121071", "DCM", "Finding")
    static let findingSite = Code("363698007", "SCT", "Finding Site")
    static let laterality = Code("272741003", "SCT", "Laterality")
    static let topographicalModifier = Code("106233006", "SCT", "Topographical modifier")
    static let algorithmName = Code("111001", "DCM", "Algorithm Name")
    static let algorithmVersion = Code("111003", "DCM", "Algorithm Version")
    static let algorithmParameters = Code("111002", "DCM", "Algorithm Parameters")
    static let imageRegion = Code("111030", "DCM", "Image Region")
    static let derivation = Code("121401", "DCM", "Derivation")
    static let certainty = Code("111012", "DCM", "Certainty of Finding")
    static let upperUncertainty = Code(
        "371886008", "SCT", "+, range of upper measurement uncertainty")
    static let lowerUncertainty = Code(
        "371885007", "SCT", "-, range of lower measurement uncertainty")
}
