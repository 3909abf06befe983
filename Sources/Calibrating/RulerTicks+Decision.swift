import Geometry
import StudyModel

extension CalibrationDecision {
    /// Adds the ruler to the evidence; flags the frame when no scale in use fits it.
    mutating func weigh(_ ruler: RulerTicks) {
        self.ruler = ruler
        let spacings = scale.knownSpacings.map(\.betweenRows.value)
        let remark: String
        if spacings.isEmpty {
            remark = ruler.readings
        } else if spacings.contains(where: { ruler.agree(withMillimetresBetweenRows: $0) }) {
            remark = "fits the scale in use"
        } else {
            remark = "no usual tick distance fits the scale in use; \(ruler.readings)"
            flags.append(.burnedInRulerDisagrees)
        }
        evidence.append(
            EvidenceLine(
                source: "Ruler in the picture", found: ruler.text,
                judgement: .evidenceOnly(remark)))
    }
}

extension RulerTicks {
    var text: String {
        let rule = ticksBetweenLongOnes.map { ", a long one every \($0)" } ?? ""
        return
            "\(tickCount) ticks \(pixelsBetweenTicks.decimal(places: 2)) pixels apart in columns "
            + "\(columns.lowerBound)–\(columns.upperBound)\(rule)"
    }

    /// What the ticks would say about the spacing.
    var readings: String {
        let readings = plausibleIntervals.map {
            "\($0.decimal(places: 1)) mm per tick would be "
                + "\(($0 / pixelsBetweenTicks).decimal(places: 4)) mm/pixel"
        }
        return readings.joined(separator: ", ")
    }
}

extension FrameScale {
    /// The spacings that are in use anywhere on the frame.
    var knownSpacings: [PixelSpacing] {
        switch self {
        case .uniform(let calibration): [calibration.spacing].compactMap(\.self)
        case .regions(let regions): regions.compactMap(\.calibration.spacing)
        }
    }
}
