import DICOMFiles
import Foundation
import ImageCodecs
import Ingesting
import JSON

@_silgen_name("LLVMFuzzerRunDriver")
private func runFuzzer(
    _ count: UnsafeMutablePointer<CInt>?,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>?,
    _ body: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// The name that the package manager gives the main function of this target.
@_cdecl("decoder_fuzzer_main")
public func main(
    _ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> CInt {
    var (count, arguments) = unsafe (count, arguments)
    return unsafe runFuzzer(&count, &arguments, decodeOneInput)
}

/// What libFuzzer calls with every input: reads it as a run reads a file, as NIfTI, as JSON
/// and as a Segmentation.
///
/// For scripts/check-fuzzed. Errors are what broken bytes are meant to end as; crashes, leaks, and
/// reports of the sanitizers are found by libFuzzer.
private func decodeOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = unsafe [UInt8](UnsafeBufferPointer(start: start, count: count))
    _ = try? JSONReader.value(of: bytes)
    _ = try? NIfTIVolume.decode(bytes, limits: DecodingLimits(maximumPixels: 1 << 16))
    try? Data(bytes).write(to: URL(filePath: file))
    decode()
    try? readSegmentation()
    return 0
}

/// Below TMPDIR; one per process.
private let file = FileManager.default.temporaryDirectory.appending(
    path: "input-\(ProcessInfo.processInfo.processIdentifier)"
).path

/// As `agree` reads reference masks.
private func readSegmentation() throws {
    let object = try SegmentationObject(DICOMFile(path: file, maximumInflatedBytes: 1 << 20))
    for index in object.frames.indices.prefix(3) { _ = try object.mask(ofFrame: index) }
}

private func decode() {
    guard let item = InputScanner.scan([file]).items.first else { return }
    switch try? StudyReader().open(item) {
    case .frames(let source):
        for number in 1...min(3, max(1, source.numberOfFrames)) {
            _ = try? source.frame(at: number)
        }
    case .slices(let slices):
        for slice in slices.prefix(3) {
            _ = try? StudyReader().sliceFile(of: item).pixels(ofFrame: slice.frame)
        }
    case .skipped, nil: break
    }
    guard let pixels = try? StoredPixels(path: file) else { return }
    _ = try? pixels.frame(1)
}
