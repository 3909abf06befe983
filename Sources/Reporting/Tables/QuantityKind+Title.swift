import StudyModel

extension QuantityKind {
    /// A few words for a reader; the unit is said beside them.
    package var title: String {
        switch self {
        case .crossSectionalArea: "Cross-sectional area"
        case .perimeter: "Perimeter"
        case .longAxis, .longAxisInPixels: "Long axis"
        case .shortAxis, .shortAxisInPixels: "Short axis"
        case .anteroposteriorDiameter: "Anteroposterior diameter"
        case .mediolateralDiameter: "Mediolateral diameter"
        case .flatteningRatio: "Flattening (long / short axis)"
        case .circularity: "Circularity"
        case .depthFromSkin: "Depth from skin"
        case .areaInPixels: "Area in pixels"
        case .centroidColumn: "Centre, column"
        case .centroidRow: "Centre, row"
        case .echoMean: "Echo, mean"
        case .echoStandardDeviation: "Echo, standard deviation"
        case .echoDifferenceFromSurroundings: "Echo, difference to surroundings"
        case .hypoechoicFraction: "Hypoechoic fraction"
        case .perpendicularArea: "Area at right angles to the nerve"
        case .signalMean: "MR signal, mean"
        case .nerveMuscleRatio: "MR signal, nerve / muscle"
        }
    }
}

extension Unit {
    /// As readers write it; empty for ratios and fractions.
    package var symbol: String {
        switch self {
        case .squareMillimetres: "mm²"
        case .millimetres: "mm"
        case .pixels: "px"
        case .greyLevels: "grey levels"
        case .ratio, .fraction, .arbitrary: ""
        }
    }
}
