import Anatomy
import Geometry
import Reporting
import StudyModel

/// Records as a run would have them: left and right, several levels, flags, abstentions, refusals.
///
/// The numbers follow from the number of the study alone.
enum MadeUpStudies {
    static func record(_ number: Int) -> ItemRecord {
        switch number % 20 {
        case 17: refused(number)
        case 18, 19: abstained(number)
        default: measured(number)
        }
    }

    private static func measured(_ number: Int) -> ItemRecord {
        var record = ItemRecord(source: source(number), status: .measured)
        record.modality = .ultrasound
        record.files = ItemFiles(mask: nil, overlay: "overlay.png")
        record.columns = 512
        record.rows = 384
        record.nerves = (1...(number % 7 == 0 ? 2 : 1)).map { nerve(number, rank: $0) }
        record.scale = [RegionScaleRecord(box: nil, scale: ScaleRecord(calibration(number)))]
        return record
    }

    private static func nerve(_ number: Int, rank: Int) -> NerveRecord {
        let spread = Double(number * 7919 % 1000) / 1000
        let area = 28 + 60 * spread * spread + Double(number % 4) * 3 - Double(rank - 1) * 15
        let confidence = 0.97 - 0.4 * spread * spread
        let corners = [(10.0, 10.0), (30, 12), (20, 25)]
        guard
            let outline = try? Outline(
                closing: corners.map { PixelPoint(column: $0.0, row: $0.1) })
        else { fatalError("no outline") }
        let drawn = NerveOutline(
            frame: FrameID(input: source(number).input), outline: outline, provenance: .automatic,
            convention: .outerBorderWithEchogenicRim, rank: rank, confidence: confidence)
        let hasScale = number % 11 != 0
        var quantities: [QuantityKind: Quantity] = [
            .areaInPixels: Quantity(area * 150, interval: (area * 120)...(area * 190)),
            .flatteningRatio: Quantity(1.2 + 1.5 * spread),
            .circularity: Quantity(0.9 - 0.3 * spread), .echoMean: Quantity(90 + 40 * spread),
        ]
        if hasScale {
            quantities[.crossSectionalArea] = Quantity(area, interval: (area * 0.8)...(area * 1.3))
            quantities[.longAxis] = Quantity(6 + 5 * spread)
            quantities[.shortAxis] = Quantity(4 + 2 * spread)
            quantities[.depthFromSkin] = Quantity(10 + 25 * spread)
        }
        var context = AcquisitionContext()
        context.laterality = number % 3 == 0 ? .left : number % 3 == 1 ? .right : nil
        context.level =
            number % 4 == 3
            ? nil : [GlutealLevel.piriformis, .quadratusFemoris, .thigh][number % 4]
        let flags: [QualityFlag] =
            [.gainDependent] + (confidence < 0.7 ? [.lowConfidence] : [])
            + (number % 13 == 0 ? [.coarse] : [])
        return NerveRecord(
            NerveMeasurement(
                nerve: drawn, calibration: calibration(number), quantities: quantities,
                flags: flags), context: context)
    }

    private static func calibration(_ number: Int) -> Calibration {
        guard number % 11 != 0, let spacing = PixelSpacing(betweenRows: 0.08, betweenColumns: 0.08)
        else { return .unknown(.noEvidence) }
        return .known(spacing, basis: .sidecar, relativeUncertainty: 0.01)
    }

    private static func abstained(_ number: Int) -> ItemRecord {
        var record = ReportBuilder.item(
            source: source(number), status: .abstained,
            reason: ItemReason(number % 20 == 18 ? .noCandidate : .lowConfidence))
        record.modality = .ultrasound
        record.files = ItemFiles(mask: nil, overlay: "overlay.png")
        return record
    }

    private static func refused(_ number: Int) -> ItemRecord {
        let input = source(number).input
        return ReportBuilder.item(
            source: source(number), status: .refused,
            reason: ItemReason(
                code: "truncated", explanation: "\(input) is a truncated PNG; copy it again"))
    }

    private static func source(_ number: Int) -> ItemSource {
        let digits = String(String(1_000_000 + number).dropFirst())
        let study = "subject-\(digits)_0123456789ab"
        var source = ItemSource(
            item: study + "/image/0001", input: "site-\(number % 9)/subject-\(digits).png")
        source.study = study
        source.frame = 1
        return source
    }
}
