/// The unit of a quantity; the raw value is its UCUM code.
package enum Unit: String, Hashable, Sendable {
    case squareMillimetres = "mm2"
    case millimetres = "mm"
    case pixels = "{pixels}"
    case ratio = "{ratio}"
    case greyLevels = "{grey}"
    case fraction = "1"
    /// Of a magnetic resonance picture.
    case arbitrary = "[arb'U]"

    /// Digits after the decimal point in every report.
    package var decimals: Int {
        switch self {
        case .squareMillimetres, .millimetres, .pixels, .greyLevels, .arbitrary: 2
        case .ratio, .fraction: 3
        }
    }
}

/// Everything that is measured on one outline; the raw value is the column of `measurements.tsv`.
package enum QuantityKind: String, Hashable, Sendable, CaseIterable {
    case crossSectionalArea = "csa_mm2"
    case perimeter = "perimeter_mm"
    case longAxis = "long_axis_mm"
    case shortAxis = "short_axis_mm"
    case anteroposteriorDiameter = "anteroposterior_diameter_mm"
    case mediolateralDiameter = "mediolateral_diameter_mm"
    case flatteningRatio = "flattening_ratio"
    case circularity = "circularity"
    case depthFromSkin = "depth_from_skin_mm"
    case areaInPixels = "area_px"
    case longAxisInPixels = "long_axis_px"
    case shortAxisInPixels = "short_axis_px"
    case centroidColumn = "centroid_column_px"
    case centroidRow = "centroid_row_px"
    case echoMean = "echo_mean_grey"
    case echoStandardDeviation = "echo_sd_grey"
    case echoDifferenceFromSurroundings = "echo_difference_grey"
    case hypoechoicFraction = "hypoechoic_fraction"
    /// At right angles to the nerve's axis; volumes only.
    case perpendicularArea = "csa_perpendicular_mm2"
    case signalMean = "signal_mean"
    case nerveMuscleRatio = "nerve_muscle_ratio"

    package var unit: Unit {
        switch self {
        case .crossSectionalArea, .perpendicularArea: .squareMillimetres
        case .perimeter, .longAxis, .shortAxis, .anteroposteriorDiameter, .mediolateralDiameter,
            .depthFromSkin:
            .millimetres
        case .areaInPixels, .longAxisInPixels, .shortAxisInPixels, .centroidColumn, .centroidRow:
            .pixels
        case .flatteningRatio, .circularity, .nerveMuscleRatio: .ratio
        case .echoMean, .echoStandardDeviation, .echoDifferenceFromSurroundings: .greyLevels
        case .hypoechoicFraction: .fraction
        case .signalMean: .arbitrary
        }
    }
}
