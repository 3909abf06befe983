import Foundation
import ImageCodecs
import JSON
import Pipeline
import Raster
import Reporting

/// Writes label masks of what a reader settled, under the names by which `agree` and training know
/// the pictures.
struct MaskExport {
    private let folder: OutputFolder
    private var names: Set<String> = []
    private var written: Set<String> = []
    private var lines = ["mask\tinput\tframe\tverdict\tprovenance\tnerves"]

    /// Files, volumes included.
    var count: Int { written.count }

    static let table = "masks.tsv"
    /// Larger volumes are not held in memory; their frames are written one by one alone.
    static let mostVoxels = 1 << 25

    static func folderName(of reader: String) -> String { "masks-\(reader)" }

    init(root: URL, reader: String) throws(WriteError) {
        folder = try OutputFolder(
            root: root.appending(path: Self.folderName(of: reader)), marker: Self.table)
        // An export that is cut short leaves a folder that is known as ours.
        if !folder.contains(Self.table) { try folder.write(lines[0] + "\n", to: Self.table) }
    }

    /// What an input's masks are called: its path without extension, with it when another input has
    /// the same.
    mutating func stem(of input: String) -> String {
        let name = input.split(separator: "/").last.map(String.init) ?? input
        let dot = name.lastIndex(of: ".").flatMap { $0 > name.startIndex ? $0 : nil }
        let short = String(input.dropLast(dot.map { name[$0...].count } ?? 0))
        let stem = names.contains(short) ? input : short
        names.insert(stem)
        return stem
    }

    /// - Parameter isOneOfMany: whether the input has further frames.
    mutating func write(
        _ labels: LabelPlane, of record: ItemRecord, _ reading: FrameReading, stem: String,
        isOneOfMany: Bool
    ) throws(WriteError) {
        let number = record.source.frame ?? 1
        let path = isOneOfMany ? "\(stem)_\(Self.padded(number)).png" : "\(stem).png"
        let png: [UInt8]
        do throws(CodecError) { png = try PNGImage.encode(labels: labels) } catch {
            throw .cannotWrite(path: path, reason: error.message)
        }
        try folder.write(png, to: path)
        let provenance = record.nerves.first?.provenance.rawValue ?? "n/a"
        list([
            path, record.source.input, String(number), reading.verdict?.rawValue ?? "n/a",
            provenance, String(record.nerves.count),
        ])
    }

    private mutating func list(_ cells: [String]) {
        written.insert(cells[0])
        lines.append(
            cells.map { $0.replacing(/[\t\r\n]/, with: " ") }.joined(separator: "\t"))
    }

    /// The masks of a cine of which every frame was settled, as one volume: frames are its slices.
    mutating func write(
        _ frames: [LabelPlane], of input: String, spacing: ScaleRecord, stem: String
    ) throws(WriteError) {
        guard let size = frames.first?.size, frames.allSatisfy({ $0.size == size }),
            let rows = spacing.spacingRowMillimetres, let columns = spacing.spacingColumnMillimetres
        else { return }
        let volume = NIfTIVolume(
            counts: [size.columns, size.rows, frames.count], sizes: [columns, rows, 1],
            samples: frames.flatMap { $0.samples.map { Float($0) } })
        let path = "\(stem).nii.gz"
        let bytes: [UInt8]
        do throws(CodecError) { bytes = try volume.encodeLabels(compressed: true) } catch {
            throw .cannotWrite(path: path, reason: error.message)
        }
        try folder.write(bytes, to: path)
        list([path, input, "n/a", "n/a", "n/a", "n/a"])
    }

    /// Writes the table, and removes what an earlier export wrote and this one did not.
    func finish() throws(WriteError) {
        for path in earlier where !written.contains(path) { try folder.remove(path) }
        try folder.write(lines.joined(separator: "\n") + "\n", to: Self.table)
    }

    /// Files of the table in the folder; one that leads out of the folder was not written by us.
    private var earlier: [String] {
        let text = String(decoding: folder.read(Self.table) ?? [], as: UTF8.self)
        return text.split(separator: "\n").dropFirst()
            .compactMap { $0.split(separator: "\t").first.map(String.init) }
            .filter { !$0.hasPrefix("/") && !$0.split(separator: "/").contains("..") }
    }

    private static func padded(_ number: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}

extension FrameReading {
    /// Whether it says where the nerve is: accepted, or changed and not rejected.
    var isSettled: Bool { verdict == .accepted || (verdict == nil && !seeds.isEmpty) }
}

extension ReviewSession {
    /// Writes the masks of every settled frame.
    ///
    /// - Returns: `{"folder": …, "masks": n}`.
    package func export() async throws(RequestProblem) -> JSONValue {
        do throws(WriteError) {
            var export = try MaskExport(root: options.folder, reader: options.reader)
            for study in plan.studies.indices {
                for input in inputs[study].indices {
                    await Task.yield()
                    try write(addresses(study: study, input: input), to: &export)
                }
            }
            try export.finish()
            return .object([
                "folder": .string(MaskExport.folderName(of: options.reader)),
                "masks": .integer(export.count),
            ])
        } catch {
            throw .store(.output(error))
        }
    }

    private func write(
        _ frames: [FrameAddress], to export: inout MaskExport
    ) throws(WriteError) {
        let settled = frames.filter { reading(at: $0).isSettled }
        guard let first = settled.first else { return }
        let stem = export.stem(of: inputName(first))
        var volume: [LabelPlane] = []
        var spacing: ScaleRecord?
        for address in settled {
            let reading = reading(at: address)
            let result = exported(address, reading)
            guard let labels = result.labels else { continue }
            try export.write(
                labels, of: result.record, reading, stem: stem, isOneOfMany: frames.count > 1)
            spacing = spacing ?? result.record.scale.first?.scale
            if frames.count > 1, settled.count == frames.count,
                labels.size.count * frames.count <= MaskExport.mostVoxels
            {
                volume.append(labels)
            }
        }
        if volume.count == frames.count, let spacing {
            try export.write(volume, of: inputName(first), spacing: spacing, stem: stem)
        }
    }

    private func exported(
        _ address: FrameAddress, _ reading: FrameReading
    ) -> (record: ItemRecord, labels: LabelPlane?) {
        guard isSlice(address) else {
            return desk.result(
                at: address, seeds: reading.seeds, statement: statement(at: address))
        }
        guard let result = try? seriesResult(SeriesShelf.Key(address)) else {
            return (sliceRecord(at: address), nil)
        }
        return (result.records[address.frame - 1], result.labels[address.frame - 1])
    }
}
