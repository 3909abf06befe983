/// usage: decode-probe FILE...             opens and decodes as a run does, then whatever the modality
///        decode-probe --dump DIR FILE...  writes stored samples to DIR/<n>.bin
///        decode-probe --luminance DIR FILE...  writes what a run sees, 32-bit floats, to DIR/<n>.bin
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
        case .slices(let slices):
            for slice in slices {
                _ = try StudyReader().sliceFile(of: item).pixels(ofFrame: slice.frame)
            }
            return "slices\t\(slices.count)"
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

/// Writes the luminance of every frame as a run opens it, and tells frames, rows and columns.
func dumpLuminance(_ path: String, to target: String) -> String {
    do throws(IngestError) {
        guard let item = InputScanner.scan([path]).items.first,
            case .frames(let source) = try StudyReader().open(item)
        else { return "no frames" }
        var bytes = Data()
        var shape = ""
        for number in 1...source.numberOfFrames {
            let plane = try source.frame(at: number).luminance
            bytes.append(
                contentsOf: plane.samples.flatMap { sample in
                    (0..<4).map { UInt8(truncatingIfNeeded: sample.bitPattern >> (8 * $0)) }
                })
            shape = "\(number)\t\(plane.size.rows)\t\(plane.size.columns)"
        }
        guard (try? bytes.write(to: URL(fileURLWithPath: target))) != nil else {
            return "cannot write \(target)"
        }
        return shape
    } catch {
        return error.message
    }
}

let dumps = ["--dump": dump, "--luminance": dumpLuminance]
let arguments = CommandLine.arguments.dropFirst()
if let write = dumps[arguments.first ?? ""], let folder = arguments.dropFirst().first {
    for (index, path) in arguments.dropFirst(2).enumerated() {
        print(path, write(path, "\(folder)/\(index).bin"), separator: "\t")
    }
} else {
    for path in arguments {
        print(path, outcome(of: path), dump(path, to: "/dev/null"), separator: "\t")
    }
}
