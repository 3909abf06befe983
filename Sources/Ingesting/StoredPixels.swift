import DICOMFiles
import ImageCodecs

/// The samples of a file as stored, of any modality: what other readers are compared with.
package struct StoredPixels {
    package let columns: Int
    package let rows: Int
    package let samplesPerPixel: Int
    package let numberOfFrames: Int
    private let read: (Int) throws(IngestError) -> Frame

    /// Interleaved samples in host order, unused bits cleared.
    package struct Frame {
        package let bytes: [UInt8]
        package let bytesPerSample: Int
        /// Bits that carry the value; two's complement in them when signed.
        package let bits: Int
        package let isSigned: Bool

        fileprivate init(_ frame: StoredFrame) {
            bits = frame.bits
            isSigned = frame.isSigned
            switch frame.samples {
            case .eight(let values):
                bytes = values
                bytesPerSample = 1
            case .sixteen(let values):
                bytes = values.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
                bytesPerSample = 2
            case .thirtyTwo(let values):
                bytes = values.flatMap { value in
                    (0..<4).map { UInt8(truncatingIfNeeded: value >> UInt32(8 * $0)) }
                }
                bytesPerSample = 4
            }
        }
    }

    /// - Throws: `IngestError` when the file is no image that is decoded here.
    package init(path: String, limits: IngestLimits = .standard) throws(IngestError) {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let prefix = try FileSystem.prefix(
            of: path, length: FileFormat.prefixLength, input: name)
        switch FileFormat(prefix: prefix) {
        case .png:
            let bytes = try FileSystem.bytes(
                of: path, input: name, allowed: limits.maximumRasterBytes)
            try self.init(raster: name) { () throws(CodecError) in
                try PNGImage.decode(bytes, limits: limits.decoding).picture
            }
        case .jpeg:
            let bytes = try FileSystem.bytes(
                of: path, input: name, allowed: limits.maximumRasterBytes)
            try self.init(raster: name) { () throws(CodecError) in
                try JPEGImage.decode(bytes, limits: limits.decoding).picture
            }
        case .dicom:
            try self.init(dicom: path, input: name, limits: limits)
        case .unsupported(let found):
            throw .unsupportedFormat(input: name, found: found)
        case .nifti, .gzip, .unknown:
            throw .notAnImage(input: name)
        }
    }

    /// `number` counts from 1.
    package func frame(_ number: Int) throws(IngestError) -> Frame { try read(number) }

    private init(
        raster name: String, _ decode: () throws(CodecError) -> InterleavedImage
    ) throws(IngestError) {
        let picture: InterleavedImage
        do throws(CodecError) {
            picture = try decode()
        } catch {
            throw .codec(input: name, error)
        }
        columns = picture.size.columns
        rows = picture.size.rows
        samplesPerPixel = picture.channels.rawValue
        numberOfFrames = 1
        read = { (_: Int) throws(IngestError) in
            let bits = if case .eight = picture.samples { 8 } else { 16 }
            return Frame(
                StoredFrame(
                    samples: picture.storedSamples, colours: .single, bits: bits, isSigned: false))
        }
    }

    private init(dicom path: String, input: String, limits: IngestLimits) throws(IngestError) {
        let image: DICOMImage
        do throws(DICOMProblem) {
            let file = try DICOMFile(
                path: path, maximumInflatedBytes: limits.maximumInflatedBytes)
            image = try DICOMImage(file, limits: limits)
        } catch {
            throw .dicom(input: input, error)
        }
        columns = image.description.size.columns
        rows = image.description.size.rows
        samplesPerPixel = image.description.samplesPerPixel
        numberOfFrames = image.description.numberOfFrames
        read = { (number: Int) throws(IngestError) in
            do throws(DICOMProblem) {
                return Frame(try image.storedFrame(number))
            } catch {
                throw .dicom(input: input, error)
            }
        }
    }
}
