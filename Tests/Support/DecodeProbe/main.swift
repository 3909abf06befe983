/// usage: decode-probe FILE...             opens and decodes as a run does, then whatever the modality
///        decode-probe --dump DIR FILE...  writes stored samples to DIR/<n>.bin
/// One line per file.
///
/// For scripts/check-malformed (built with sanitizers) and scripts/check-decoders.
import Foundation
import Ingesting

/// How a file ended, as a run would report it.
func outcome(of path: String) -> String {
    let scan = InputScanner.scan([path])
    if let refusal = scan.refusals.first { return "refused\t\(refusal.error.message)" }
    if let skip = scan.skips.first { return "skipped\t\(skip.reason.explanation)" }
    guard let item = scan.items.first else { return "skipped\tpassed over" }
    do throws(IngestError) {
        switch try StudyReader().open(item) {
        case .skipped(let reason): return "skipped\t\(reason.explanation)"
        case .frames(let source):
            for number in 1...source.numberOfFrames { _ = try source.frame(at: number) }
            return "frames\t\(source.numberOfFrames)"
        }
    } catch {
        return "refused\t\(error.message)"
    }
}

/// Writes the stored samples of every frame, whatever the modality, and describes them:
/// frames, rows, columns, samples per pixel, bytes per sample, bits, signed.
func dump(_ path: String, to target: String) -> String {
    do throws(IngestError) {
        let pixels = try StoredPixels(path: path)
        var bytes = Data()
        var description = ""
        for number in 1...pixels.numberOfFrames {
            let frame = try pixels.frame(number)
            bytes.append(contentsOf: frame.bytes)
            description = "\(frame.bytesPerSample)\t\(frame.bits)\t\(frame.isSigned ? 1 : 0)"
        }
        let shape = [pixels.numberOfFrames, pixels.rows, pixels.columns, pixels.samplesPerPixel]
        guard (try? bytes.write(to: URL(fileURLWithPath: target))) != nil else {
            return "cannot write \(target)"
        }
        return shape.map(String.init).joined(separator: "\t") + "\t" + description
    } catch {
        return error.message
    }
}

let arguments = CommandLine.arguments.dropFirst()
if arguments.first == "--dump", let folder = arguments.dropFirst().first {
    for (index, path) in arguments.dropFirst(2).enumerated() {
        print(path, dump(path, to: "\(folder)/\(index).bin"), separator: "\t")
    }
} else {
    for path in arguments {
        print(path, outcome(of: path), dump(path, to: "/dev/null"), separator: "\t")
    }
}
