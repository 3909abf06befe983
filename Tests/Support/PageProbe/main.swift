/// usage: page-probe STUDIES FOLDER   writes the page of as many made-up studies of one frame each
///
/// Prints the largest memory of the process in KiB. For scripts/check-page.
import Foundation
import Reporting

func write(_ files: [PageFile], to folder: URL) throws {
    for file in files {
        let target = folder.appending(path: file.path)
        try FileManager.default.createDirectory(
            at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(file.text.utf8).write(to: target)
    }
}

func peakMemoryInKiB() -> String {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return line?.split(separator: " ").dropFirst().first.map(String.init) ?? "unknown"
}

let arguments = CommandLine.arguments
guard arguments.count == 3, let studies = Int(arguments[1]) else {
    fatalError("usage: page-probe STUDIES FOLDER")
}
let folder = URL(filePath: arguments[2])
let run = RunRecord(
    toolVersion: "0.1.0", kernelTier: "v3",
    models: [
        ModelRecord(
            name: "ultrasound-nerve", sha256: String(repeating: "0f", count: 32),
            convention: "outerBorderWithEchogenicRim")
    ], parameters: ["nerve": "any"])
var page = QualityPage(run: run)
for number in 0..<studies {
    try write(page.append([MadeUpStudies.record(number)]), to: folder)
}
try write(page.finish().files, to: folder)
print(peakMemoryInKiB())
