import StudyModel

/// How a quantity is coded in a structured report.
struct QuantityConcept {
    let name: Code
    /// Mean or standard deviation, of the pixels.
    var derivation: Code?
    let unit: Code

    /// `nil` for what is not reported as a number: the centroid follows from the outline.
    init?(_ kind: QuantityKind) {
        switch kind {
        case .crossSectionalArea, .areaInPixels: name = .area
        case .perimeter: name = Code("131191004", "SCT", "Perimeter")
        case .longAxis, .longAxisInPixels: name = Code("103339001", "SCT", "Long axis")
        case .shortAxis, .shortAxisInPixels: name = Code("103340004", "SCT", "Short axis")
        case .depthFromSkin: name = Code("131197000", "SCT", "Depth")
        case .anteroposteriorDiameter:
            name = PrivateScheme.code("AP-DIAMETER", "Anteroposterior diameter")
        case .mediolateralDiameter:
            name = PrivateScheme.code("ML-DIAMETER", "Mediolateral diameter")
        case .flatteningRatio:
            name = PrivateScheme.code("FLATTENING", "Flattening ratio, long by short axis")
        case .circularity:
            name = PrivateScheme.code("CIRCULARITY", "Circularity, 4 pi area by squared perimeter")
        case .echoMean, .echoStandardDeviation:
            name = Code("110849", "DCM", "Echogenicity")
            derivation = kind == .echoMean ? .mean : .standardDeviation
        case .echoDifferenceFromSurroundings:
            name = PrivateScheme.code("ECHO-DIFFERENCE", "Mean echo less that of surroundings")
        case .hypoechoicFraction:
            name = PrivateScheme.code("HYPOECHOIC-FRAC", "Hypoechoic fraction")
        case .perpendicularArea:
            name = PrivateScheme.code("CSA-PERPENDIC", "Area at right angles to the nerve")
        case .signalMean:
            name = .signalIntensity
            derivation = .mean
        case .nerveMuscleRatio:
            name = PrivateScheme.code("NERVE-MUSCLE", "Signal of nerve by signal of muscle")
        case .centroidColumn, .centroidRow: return nil
        }
        unit = Code(kind.unit)
    }

    /// The kinds that are sent: pixels only where there are no millimetres.
    static func kinds(of quantities: [QuantityKind: Quantity]) -> [QuantityKind] {
        let hasMillimetres = quantities[.crossSectionalArea] != nil
        return QuantityKind.allCases.filter { kind in
            quantities[kind] != nil && QuantityConcept(kind) != nil
                && !(hasMillimetres && kind.unit == .pixels)
        }
    }
}

extension Code {
    /// UCUM, braces for what it has no unit for.
    init(_ unit: Unit) {
        let meaning =
            switch unit {
            case .squareMillimetres: "square millimeter"
            case .millimetres: "millimeter"
            case .pixels: "pixels"
            case .ratio: "ratio"
            case .greyLevels: "grey levels"
            case .fraction: "no units"
            case .arbitrary: "arbitrary unit"
            }
        self.init(unit.rawValue, "UCUM", meaning)
    }

    static let cubicCentimetres = Code("cm3", "UCUM", "cubic centimeter")
    static let degrees = Code("deg", "UCUM", "degree")
    static let percent = Code("%", "UCUM", "Percent")
}
