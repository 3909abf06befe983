import DICOMFiles
import ImageCodecs
import Phantoms
import Raster

/// Writes simulated MR series: `inputs/NAME` (a folder of slices or a NIfTI volume), `truth/NAME.json`,
/// and with masks `masks/NAME.nii.gz`, or a label plane per slice beside slices in PNG.
package struct MRPhantomWriter: Sendable {
    /// Format of the slices.
    package enum Format: String, Sendable, CaseIterable {
        case dicom
        /// One NIfTI-1 file, compressed by gzip.
        case nifti
        /// 16-bit PNG per slice, for training: no place, no scale.
        case png
    }

    package let folder: String
    package var format = Format.dicom
    package var masks = false
    package var isFeetFirst = false

    package init(folder: String) { self.folder = folder }

    package func write(_ phantom: MRPhantom, name: String) throws(PhantomWriteError) {
        let series = MRSeries(of: phantom, isFeetFirst: isFeetFirst)
        var truths: [MRSliceTruth] = []
        var picture = MRVolumeFile(of: phantom)
        var labels = picture
        for index in phantom.planes.indices {
            let slice = phantom.slice(index)
            let stem = "\(name)/" + PhantomWriter.padded(index + 1, to: 4)
            switch format {
            case .dicom:
                try files.write(encoded(slice.picture, index, series), to: "inputs/\(stem).dcm")
            case .nifti: picture.append(slice.picture.samples)
            case .png:
                try files.write(encoded(slice.picture), to: "inputs/\(stem).png")
                if masks { try files.write(encoded(slice.labels), to: "masks/\(stem).png") }
            }
            if masks && format != .png { labels.append(slice.labels.samples) }
            truths.append(slice.truth)
        }
        try writeVolumes(picture, labels, name: name)
        let document = MRTruthDocument(
            phantom: phantom, slices: truths,
            series: "../inputs/" + name + (format == .nifti ? ".nii.gz" : ""),
            masks: masks ? "../masks/" + name + (format == .png ? "" : ".nii.gz") : nil)
        try files.write(Array(document.json().utf8), to: "truth/\(name).json")
    }

    private var files: PhantomWriter { PhantomWriter(folder: folder, format: .dicom) }

    private func writeVolumes(
        _ picture: MRVolumeFile, _ labels: MRVolumeFile, name: String
    ) throws(PhantomWriteError) {
        if format == .nifti {
            let bytes = try files.coded { () throws(CodecError) in
                try picture.volume.encodePicture(compressed: true)
            }
            try files.write(bytes, to: "inputs/\(name).nii.gz")
        }
        if masks && format != .png {
            let bytes = try files.coded { () throws(CodecError) in
                try labels.volume.encodeLabels(compressed: true)
            }
            try files.write(bytes, to: "masks/\(name).nii.gz")
        }
    }

    private func encoded(_ picture: Plane<UInt16>) throws(PhantomWriteError) -> [UInt8] {
        try files.coded { () throws(CodecError) in
            try PNGImage.encode(
                InterleavedImage(
                    size: picture.size, channels: .grey, samples: .sixteen(picture.samples)))
        }
    }

    private func encoded(_ labels: LabelPlane) throws(PhantomWriteError) -> [UInt8] {
        try files.coded { () throws(CodecError) in try PNGImage.encode(labels: labels) }
    }

    private func encoded(
        _ picture: Plane<UInt16>, _ index: Int, _ series: MRSeries
    ) throws(PhantomWriteError) -> [UInt8] {
        do throws(DICOMWriteError) {
            return try series.encoded(picture, slice: index)
        } catch {
            throw .dicom(error)
        }
    }
}
