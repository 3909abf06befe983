import DICOMFiles
import Foundation
import ImageCodecs
import JSON
import Phantoms
import Raster
import SystemWords
import Tracing

/// Why a phantom is not on disk.
package enum PhantomWriteError: Error, Sendable {
    case phantom(PhantomError)
    case codec(CodecError)
    case dicom(DICOMWriteError)
    case cannotWrite(path: String, reason: String)

    package var message: String {
        switch self {
        case .phantom(let error): error.message
        case .codec(let error): "the phantom " + error.message
        case .dicom(let error): error.message
        case .cannotWrite(let path, let reason):
            "\(path) cannot be written (\(reason)); choose another output folder with -o"
        }
    }
}

/// Writes phantoms as data sets: `inputs/` to measure, `truth/` to compare with, `masks/` to train on.
package struct PhantomWriter: Sendable {
    /// Format of the pictures.
    package enum Format: String, Sendable, CaseIterable {
        /// One file per frame, scale in a sidecar.
        case png
        /// One file per recording, scale in its regions.
        case dicom
    }

    package let folder: String
    package var format: Format
    /// Without: no sidecar, no regions; nothing in the file tells the scale.
    package var calibrated = true
    /// With: DICOM pixels are compressed by RLE.
    package var compressed = false
    /// With: a label plane per frame (1 nerve, 2 vessel).
    package var masks = false

    package init(folder: String, format: Format) {
        self.folder = folder
        self.format = format
    }

    /// Writes every frame of `phantom` under `name`.
    /// - Returns: paths of the pictures relative to `folder`.
    @discardableResult
    package func write(
        _ phantom: UltrasoundPhantom, name: String
    ) throws(PhantomWriteError) -> [String] {
        let pictures = try writePictures(phantom, name: name)
        if masks { try writeMasks(phantom, name: name) }
        let document = PhantomTruthDocument(phantom: phantom, image: "../" + pictures[0])
        try write(Array(document.json().utf8), to: "truth/\(name).json")
        return pictures
    }

    private func writePictures(
        _ phantom: UltrasoundPhantom, name: String
    ) throws(PhantomWriteError) -> [String] {
        if format == .dicom {
            let image = SimulatedImage(of: phantom, calibrated: calibrated, compressed: compressed)
            try write(Self.file(of: image), to: "inputs/\(name).dcm")
            return ["inputs/\(name).dcm"]
        }
        var paths: [String] = []
        for index in 0..<phantom.parameters.motion.frames {
            let stem = "inputs/" + frameName(name, index: index, phantom: phantom)
            try write(
                coded { () throws(CodecError) in try PNGImage.encode(grey: phantom.frame(index)) },
                to: stem + ".png")
            if calibrated { try write(Array(sidecar(of: phantom).utf8), to: stem + ".json") }
            paths.append(stem + ".png")
        }
        return paths
    }

    private func writeMasks(
        _ phantom: UltrasoundPhantom, name: String
    ) throws(PhantomWriteError) {
        for index in 0..<phantom.parameters.motion.frames {
            let truth = phantom.truth(frame: index)
            var labels = LabelPlane(size: phantom.conversion.size, filledWith: 0)
            for vessel in truth.vessels { labels.fill(vessel.outline, with: 2) }
            for nerve in truth.nerves { labels.fill(nerve.outline, with: 1) }
            let path = "masks/" + frameName(name, index: index, phantom: phantom) + ".png"
            try write(
                coded { () throws(CodecError) in try PNGImage.encode(labels: labels) }, to: path)
        }
    }

    private func frameName(_ name: String, index: Int, phantom: UltrasoundPhantom) -> String {
        guard phantom.parameters.motion.frames > 1 else { return name }
        return name + "-" + Self.padded(index + 1, to: 4)
    }

    private func sidecar(of phantom: UltrasoundPhantom) -> String {
        let spacing = phantom.conversion.spacing
        let curved = if case .curved = phantom.parameters.scanner.geometry { true } else { false }
        return JSONValue.object([
            "pixel_spacing_mm": .array([
                .decimal(spacing.betweenRows.value, decimals: 6),
                .decimal(spacing.betweenColumns.value, decimals: 6),
            ]),
            "probe": .string(curved ? "simulated curved" : "simulated linear"),
        ]).text
    }

    private static func file(of image: SimulatedImage) throws(PhantomWriteError) -> [UInt8] {
        do throws(DICOMWriteError) { return try image.encoded() } catch { throw .dicom(error) }
    }

    func coded(
        _ encode: () throws(CodecError) -> [UInt8]
    ) throws(PhantomWriteError) -> [UInt8] {
        do throws(CodecError) { return try encode() } catch { throw .codec(error) }
    }

    /// With zeros in front, so that names sort by number.
    package static func padded(_ number: some BinaryInteger, to digits: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }

    /// The bytes of a file written before.
    func bytes(of path: String) throws(PhantomWriteError) -> [UInt8] {
        do {
            return try [UInt8](Data(contentsOf: URL(filePath: folder).appending(path: path)))
        } catch {
            throw .cannotWrite(path: path, reason: SystemWords.reason(error))
        }
    }

    func write(_ bytes: [UInt8], to path: String) throws(PhantomWriteError) {
        let url = URL(filePath: folder).appending(path: path)
        do {
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(bytes).write(to: url)
        } catch {
            throw .cannotWrite(path: path, reason: SystemWords.reason(error))
        }
    }
}
