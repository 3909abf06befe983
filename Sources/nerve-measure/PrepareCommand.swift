import ArgumentParser
import Foundation
import Geometry
import ImageCodecs
import Ingesting
import Raster
import Segmenting
import StudyModel
import SystemWords

/// `prepare`: writes what training learns from.
struct PrepareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prepare",
        abstract: "Crops and resizes frames as the network sees them, for training.",
        discussion: """
            For every frame: NAME.grey.png, NAME.mask.png where --masks holds a PNG of the input's \
            name, and NAME.json, which maps the prepared pixels back to the frame.
            """)

    @Argument(help: "Files or folders.")
    var inputs: [String]

    @Option(name: [.short, .long], help: "Folder to write to; it is created.")
    var output: String

    @Option(help: "Folder of label masks: PNG of the inputs' names, 1 nerve, 2 vessel.")
    var masks: String?

    @Option(help: "Longer side of the prepared pictures, in pixels.")
    var size = 192

    func validate() throws {
        guard (16...4096).contains(size) else {
            throw ValidationError("--size is \(size); 16 to 4096 is allowed.")
        }
    }

    func run() throws {
        let folder = URL(filePath: output)
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            complain(
                "\(output) cannot be created (\(SystemWords.reason(error))); choose another with -o"
            )
            throw ExitStatus.cannotCreateOutput.code
        }
        let scan = InputScanner.scan(inputs)
        var refused = scan.refusals.map(\.error.message)
        for item in scan.items {
            do { try prepare(item, into: folder) } catch let error as IngestError {
                refused.append(error.message)
            } catch let error as SegmentingError {
                refused.append("\(item.input): \(error.message)")
            } catch let error as CodecError {
                refused.append("the mask of \(item.input) \(error.message)")
            } catch {
                complain(
                    "\(output) cannot be written (\(SystemWords.reason(error))); choose another with -o"
                )
                throw ExitStatus.cannotWrite.code
            }
        }
        for message in refused { complain(message) }
        let isMissing = scan.refusals.contains { $0.error.name == "missing" }
        if scan.items.isEmpty, isMissing { throw ExitStatus.inputMissing.code }
        if !refused.isEmpty { throw ExitStatus.someRefused.code }
    }

    private func complain(_ message: String) {
        FileHandle.standardError.write(Data("error: \(message)\n".utf8))
    }

    private func prepare(_ item: InputItem, into folder: URL) throws {
        guard case .frames(let source) = try StudyReader().open(item) else { return }
        for number in 1...max(1, source.numberOfFrames) {
            let frame = try source.frame(at: number)
            let prepared = try PreparedFrame(
                luminance: frame.luminance, labels: try mask(of: item.input), side: size)
            let stem = item.input.replacing("/", with: "_") + "-\(number)"
            try write(prepared, of: frame.id, to: folder.appending(path: stem))
        }
    }

    /// The mask with the input's own path and name, ending in `.png`; `nil` where there is none.
    private func mask(of input: String) throws -> LabelPlane? {
        guard let masks else { return nil }
        let file = URL(filePath: masks).appending(path: input)
            .deletingPathExtension().appendingPathExtension("png")
        guard FileManager.default.fileExists(atPath: file.path) else { return nil }
        return try labels(of: PNGImage.decode([UInt8](Data(contentsOf: file))).picture)
    }

    /// Grey samples are labels; colours are those of the Pascal VOC palette, which labelling
    /// programs write: dark red 1, dark green 2.
    private func labels(of picture: InterleavedImage) throws -> LabelPlane {
        guard case .eight(let samples) = picture.samples else {
            throw CodecError.unsupported(.png, detail: "16 bits per sample; masks have 8")
        }
        let step = picture.channels.rawValue
        guard step >= 3 else {
            return LabelPlane(
                size: picture.size,
                samples: stride(from: 0, to: samples.count, by: step).map { samples[$0] })
        }
        return LabelPlane(
            size: picture.size,
            samples: stride(from: 0, to: samples.count, by: step).map {
                switch (samples[$0], samples[$0 + 1]) {
                case (128, 0): MaskLabel.nerve
                case (0, 128): MaskLabel.vessel
                default: MaskLabel.background
                }
            })
    }

    private func write(_ prepared: PreparedFrame, of id: FrameID, to stem: URL) throws {
        let grey = try PNGImage.encode(grey: prepared.grey)
        try Data(grey).write(to: stem.appendingPathExtension("grey.png"))
        if let labels = prepared.labels {
            let mask = try PNGImage.encode(labels: labels)
            try Data(mask).write(to: stem.appendingPathExtension("mask.png"))
        }
        let view = prepared.view
        let mapping = Mapping(
            input: id.input, frame: id.number, preprocessing: 1,
            view: [view.box.column, view.box.row, view.box.columns, view.box.rows],
            columns: view.columns, rows: view.rows)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        try encoder.encode(mapping).write(to: stem.appendingPathExtension("json"))
    }

    /// `view`: column, row, columns and rows in frame pixels; it fills `columns` × `rows`.
    private struct Mapping: Encodable {
        let input: String
        let frame: Int
        let preprocessing: Int
        let view: [Int]
        let columns: Int
        let rows: Int
    }
}
