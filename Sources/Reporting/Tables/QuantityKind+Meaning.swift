import StudyModel

extension QuantityKind {
    /// One line for a column dictionary.
    package var meaning: String {
        switch self {
        case .crossSectionalArea: "cross-sectional area inside the outline"
        case .perimeter: "length of the outline"
        case .longAxis: "greatest distance across the outline"
        case .shortAxis: "smallest distance across the outline"
        case .anteroposteriorDiameter: "extent along rows of the picture, from skin to depth"
        case .mediolateralDiameter: "extent along columns of the picture"
        case .flatteningRatio: "long axis divided by short axis; 1 is round"
        case .circularity: "4 pi area / perimeter squared; 1 is a circle"
        case .depthFromSkin: "distance from the skin line to the nearest point of the outline"
        case .areaInPixels:
            "area inside the outline, in pixel areas; scale_gap says why there is no other"
        case .longAxisInPixels: "greatest distance across the outline, in pixels"
        case .shortAxisInPixels: "smallest distance across the outline, in pixels"
        case .centroidColumn: "centre of the enclosed area; 0 is the centre of the first column"
        case .centroidRow: "centre of the enclosed area; 0 is the centre of the first row"
        case .echoMean: "mean grey level inside the outline, 0 to 255; depends on gain"
        case .echoStandardDeviation:
            "standard deviation of grey inside the outline; depends on gain"
        case .echoDifferenceFromSurroundings:
            "mean grey inside minus mean grey of the surroundings; depends on gain"
        case .hypoechoicFraction: "share of the nerve that is darker than the stated threshold"
        case .perpendicularArea:
            "area at right angles to the nerve: area in the slice times the cosine of the angle between "
                + "the nerve's smoothed axis and the slice's normal; MR volumes only"
        case .signalMean: "mean MR signal inside the outline, in the units of the picture"
        case .nerveMuscleRatio:
            "mean MR signal of the nerve by median of a reference muscle near it in the same slice"
        }
    }
}
