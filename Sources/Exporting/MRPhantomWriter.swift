import DICOMFiles
import ImageCodecs
import Phantoms
import Raster

/// Writes simulated MR series: `inputs/NAME/` (one DICOM file per slice), `truth/NAME.json`, and with
/// masks `masks/NAME/` (a label plane per slice).
package struct MRPhantomWriter: Sendable {
    /// Format of the slices.
    package enum Format: String, Sendable, CaseIterable {
        case dicom
        /// 16-bit PNG per slice, for training: no place, no scale.
        case png
    }

    package let folder: String
    package var format = Format.dicom
    package var masks = false
    package var isFeetFirst = false

    package init(folder: String) { self.folder = folder }

    package func write(_ phantom: MRPhantom, name: String) throws(PhantomWriteError) {
        let files = PhantomWriter(folder: folder, format: .dicom)
        let series = MRSeries(of: phantom, isFeetFirst: isFeetFirst)
        var truths: [MRSliceTruth] = []
        for index in phantom.planes.indices {
            let slice = phantom.slice(index)
            let stem = "\(name)/" + Self.number(index + 1)
            let bytes = try encoded(slice.picture, index, series)
            try files.write(bytes, to: "inputs/\(stem).\(format == .dicom ? "dcm" : "png")")
            if masks {
                let mask = try png { () throws(CodecError) in
                    try PNGImage.encode(labels: slice.labels)
                }
                try files.write(mask, to: "masks/\(stem).png")
            }
            truths.append(slice.truth)
        }
        let document = MRTruthDocument(
            phantom: phantom, slices: truths, series: "../inputs/" + name)
        try files.write(Array(document.json().utf8), to: "truth/\(name).json")
    }

    private func encoded(
        _ picture: Plane<UInt16>, _ index: Int, _ series: MRSeries
    ) throws(PhantomWriteError) -> [UInt8] {
        if format == .png {
            return try png { () throws(CodecError) in
                try PNGImage.encode(
                    InterleavedImage(
                        size: picture.size, channels: .grey, samples: .sixteen(picture.samples)))
            }
        }
        do throws(DICOMWriteError) {
            return try series.encoded(picture, slice: index)
        } catch {
            throw .dicom(error)
        }
    }

    private func png(
        _ encode: () throws(CodecError) -> [UInt8]
    ) throws(PhantomWriteError) -> [UInt8] {
        do throws(CodecError) { return try encode() } catch { throw .codec(error) }
    }

    private static func number(_ index: Int) -> String {
        let digits = String(index)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
