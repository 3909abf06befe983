import Anatomy
import Geometry
import StudyModel
import Testing

@testable import Reporting

extension Sample {
    static let run = RunRecord(
        toolVersion: "0.1.0", kernelTier: "v3",
        models: [
            ModelRecord(
                name: "ultrasound", sha256: String(repeating: "0f", count: 32),
                convention: "outerBorderWithEchogenicRim")
        ], parameters: ["nerve": "any", "spacing": "none"])

    /// 9 frames of a cine; 4, 5 and 8 are gaps.
    static func track(withTime: Bool = true) throws -> NerveTrack {
        let samples = try (1...9).map { number in
            let frame = FrameID(input: "c.dcm", sopInstanceUID: "1.2.3", number: number)
            let time = withTime ? Double(number - 1) * 40.0004 : nil
            guard ![4, 5, 8].contains(number) else {
                return NerveTrack.Sample(
                    frame: frame, milliseconds: time, state: .gap(.abstained(.lowConfidence)))
            }
            let measurement = NerveMeasurement(
                nerve: nerve(
                    rank: 1,
                    outline: try ellipse(
                        column: 60 + 2 * Double(number), row: 40 - Double(number % 3),
                        halfColumns: 20, halfRows: 10)),
                calibration: try calibration(),
                quantities: [
                    .crossSectionalArea: Quantity(50 + Double(number % 4) * 1.237),
                    .flatteningRatio: Quantity(2 - Double(number) * 0.03),
                ], flags: [])
            return NerveTrack.Sample(
                frame: frame, milliseconds: time, state: .observed(measurement))
        }
        return NerveTrack(samples: samples)
    }

    static func study() throws -> StudyReport {
        var track = TrackRecord(of: try track(), series: "0f1e2d3c4b5a", rank: 1)
        track.plot = "4a5b6c7d8e9f/0f1e2d3c4b5a/track.svg"
        var report = StudyReport(
            study: "4a5b6c7d8e9f", run: run,
            items: [refused(), try abstained(), try measured()], tracks: [track],
            validation: [
                ValidationStatement(
                    output: "automatic outlines in ultrasound", basis: .realLabelled,
                    remark: "near-duplicate-split, not patient-level")
            ])
        report.studyInstanceUID = "1.2.840"
        report.volumes = [
            VolumeRecord(try volume(), series: "1a2b3c4d5e6f", items: volumeItems)
        ]
        return report
    }

    static var dataset: String {
        var text = ""
        DatasetReport.write(
            run: run,
            inputs: [
                .init(path: "a/b.png", sha256: String(repeating: "12", count: 32)),
                .init(path: "b/é.png", sha256: String(repeating: "ab", count: 32)),
            ]
        ) { text += $0 }
        return text
    }

    static func marks() throws -> Marks {
        var marks = Marks()
        try marks.add(
            Array(
                #"""
                {"schema_version": "1.0", "reader": "A. B.", "marks": [
                  {"item": "b-0123456789ab", "mark": "fail", "comment": "vessel,\nnot a <nerve>"}]}
                """#.utf8), file: "marks.json")
        return marks
    }

    /// Every file of the page of `items`.
    static func page(
        _ items: [ItemRecord], marks: Marks = Marks(), limits: QualityPage.Limits = .init()
    ) throws -> [PageFile] {
        var page = QualityPage(run: run, marks: marks, limits: limits)
        let first = page.append(items)
        return first + page.finish().files
    }
}
