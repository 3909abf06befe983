import Anatomy
import Geometry
import Raster
import StudyModel
import Testing

@testable import Reporting

/// Small, complete values that several suites share.
enum Sample {
    static func size(_ columns: Int, _ rows: Int) throws -> PlaneSize {
        try #require(PlaneSize(columns: columns, rows: rows))
    }

    /// An ellipse of 64 vertices.
    static func ellipse(
        column: Double, row: Double, halfColumns: Double, halfRows: Double
    ) throws -> Outline {
        // A rational parametrisation: no libm, so that goldens hold on every CPU.
        var quarter: [PixelPoint] = []
        for step in 0..<16 {
            let t = Double(step) / 16
            let scale = 1 / (1 + t * t)
            quarter.append(PixelPoint(column: (1 - t * t) * scale, row: 2 * t * scale))
        }
        var circle = quarter
        circle += quarter.map { PixelPoint(column: -$0.row, row: $0.column) }
        circle += quarter.map { PixelPoint(column: -$0.column, row: -$0.row) }
        circle += quarter.map { PixelPoint(column: $0.row, row: -$0.column) }
        return try Outline(
            closing: circle.map {
                PixelPoint(
                    column: column + halfColumns * $0.column, row: row + halfRows * $0.row)
            })
    }

    static func calibration() throws -> Calibration {
        let spacing = try #require(PixelSpacing(betweenRows: 0.08, betweenColumns: 0.0512345678))
        return .known(spacing, basis: .sidecar, relativeUncertainty: 0.01)
    }

    static func nerve(
        rank: Int, outline: Outline, confidence: Double? = 0.8765, flags: [QualityFlag] = []
    ) -> NerveOutline {
        NerveOutline(
            frame: FrameID(input: "a/b.png"), outline: outline, provenance: .automatic,
            convention: .outerBorderWithEchogenicRim, rank: rank, confidence: confidence,
            flags: flags)
    }

    static func measurements() throws -> [NerveMeasurement] {
        let first = nerve(
            rank: 1,
            outline: try ellipse(column: 60, row: 40, halfColumns: 20, halfRows: 10))
        let second = nerve(
            rank: 2, outline: try ellipse(column: 20, row: 70, halfColumns: 8, halfRows: 6),
            confidence: nil)
        return [
            NerveMeasurement(
                nerve: first, calibration: try calibration(),
                quantities: [
                    .crossSectionalArea: Quantity(52.3456, interval: 47.004...57.996),
                    .longAxis: Quantity(10.9), .shortAxis: Quantity(6.1049),
                    .areaInPixels: Quantity(1234.5, interval: 1100...1400.126),
                    .flatteningRatio: Quantity(1.78649), .perimeter: Quantity(.nan),
                ], flags: [.gainDependent, .anisotropicSpacing, .gainDependent]),
            NerveMeasurement(
                nerve: second, calibration: .unknown(.outsideEveryRegion),
                quantities: [.areaInPixels: Quantity(150.8)], flags: []),
        ]
    }

    static func frame(columns: Int = 120, rows: Int = 90) throws -> Frame {
        var context = AcquisitionContext()
        context.manufacturer = "Maker"
        context.probe = "L14-6"
        context.transducerFrequencyMegahertz = 10.00049
        context.laterality = .left
        context.level = .subgluteal
        return Frame(
            id: FrameID(input: "a/b.png"), modality: .ultrasound,
            luminance: Plane(size: try size(columns, rows), filledWith: 90),
            evidence: ScaleEvidence(), context: context)
    }

    static func measured(input: String = "a/b.png", position: Int = 0) throws -> ItemRecord {
        var source = ItemSource(item: "b-0123456789ab", input: input, seriesPosition: position)
        source.study = "b-0123456789ab"
        source.frame = 1
        return ReportBuilder.item(
            source: source,
            frame: CalibratedFrame(
                frame: try frame(), scale: .uniform(try calibration()),
                flags: [.anisotropicSpacing]),
            outcome: .value(try measurements()),
            files: ItemFiles(mask: "b/0001.mask.png", overlay: "b/0001.overlay.png"))
    }

    static func abstained() throws -> ItemRecord {
        var source = ItemSource(item: "c-0123456789ab", input: "c.dcm")
        source.study = "4a5b6c7d8e9f"
        source.series = "0f1e2d3c4b5a"
        source.instance = 3
        source.frame = 7
        source.sopInstanceUID = "1.2.3"
        let box = try #require(PixelBox(column: 10, row: 5, columns: 100, rows: 80))
        let region = FrameScale.RegionScale(
            box: box, calibration: .unknown(.untrustedRegion(index: 0, reason: "outside the rows")))
        return ReportBuilder.item(
            source: source,
            frame: CalibratedFrame(frame: try frame(), scale: .regions([region])),
            outcome: .abstained(.noCandidate), files: ItemFiles(overlay: "c/0007.overlay.png"))
    }

    static func refused() -> ItemRecord {
        ReportBuilder.item(
            source: ItemSource(item: "d-0123456789ab", input: "d\te.png"), status: .refused,
            reason: ItemReason(
                code: "truncated", explanation: "d\te.png: the PNG ends \"early\"\\\n"))
    }
}
