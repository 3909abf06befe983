import Calibrating
import Ingesting
import StudyModel

/// What `doctor` says about one file: everything that bears on its scale, and the decision.
package struct Examination {
    /// How the examination ended.
    package enum Ending: Hashable, Sendable {
        case scaleKnown
        case scaleUnknown
        case unreadable
        case missing
    }

    package private(set) var lines: [String] = []
    package private(set) var ending = Ending.unreadable

    package init(file: String, frame number: Int, operatorSpacing: StatedSpacing?) {
        let reader = StudyReader(operatorSpacing: operatorSpacing)
        let scan = InputScanner.scan([file])
        for refusal in scan.refusals {
            lines.append("refused: \(refusal.error.message)")
            if case .missing = refusal.error { ending = .missing }
        }
        lines += scan.skips.map { "\($0.input): skipped: \($0.reason.explanation)" }
        var slices: [SliceHeader] = []
        for item in scan.items { slices += examine(item, frame: number, reader: reader) }
        let volumes = VolumeExamination(slices)
        lines += volumes.lines
        if volumes.hasSuitable { ending = .scaleKnown }
    }

    /// - Returns: what an MR file adds to volumes; other files are described by themselves.
    private mutating func examine(
        _ item: InputItem, frame number: Int, reader: StudyReader
    ) -> [SliceHeader] {
        do throws(IngestError) {
            switch try reader.open(item) {
            case .slices(let slices): return slices
            case .skipped(let reason):
                lines.append("\(item.input): skipped: \(reason.explanation)")
            case .frames(let source): try describe(source, frame: number)
            }
        } catch {
            lines.append("refused: \(error.message)")
        }
        return []
    }

    private mutating func describe(
        _ source: any FrameSource, frame number: Int
    ) throws(IngestError) {
        let count = source.numberOfFrames
        guard (1...max(1, count)).contains(number) else {
            lines.append(
                "refused: \(source.input) has no frame \(number); give --frame "
                    + (count > 1 ? "1 to \(count)" : "1"))
            return
        }
        describe(try source.frame(at: number), of: source)
    }

    private mutating func describe(_ frame: Frame, of source: any FrameSource) {
        let size = frame.luminance.size
        lines.append(
            "\(frame.id.input): frame \(frame.id.number) of \(source.numberOfFrames), "
                + "\(frame.modality.rawValue), \(size.columns) × \(size.rows) pixels")
        let decision = Calibrator().decision(on: frame)
        lines.append(decision.evidence.isEmpty ? "evidence: none" : "evidence:")
        lines += decision.evidence.map { "  " + $0.text }
        lines.append("decision: " + decision.summary)
        if !decision.flags.isEmpty {
            lines.append("flags: " + decision.flags.map(\.rawValue).joined(separator: ", "))
        }
        ending = Self.isKnown(decision.scale) ? .scaleKnown : .scaleUnknown
    }

    private static func isKnown(_ scale: FrameScale) -> Bool {
        switch scale {
        case .uniform(let calibration): calibration.spacing != nil
        case .regions(let regions): regions.contains { $0.calibration.spacing != nil }
        }
    }
}
