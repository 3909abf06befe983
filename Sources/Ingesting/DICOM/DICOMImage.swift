import DICOMFiles
import ImageCodecs

/// An opened DICOM file with pixel data; decodes frame by frame.
struct DICOMImage {
    let file: DICOMFile
    let description: PixelDescription
    private let fragments: FragmentMap?
    private let limits: IngestLimits

    /// - Throws: `DICOMProblem` when the description of the pixels is unusable, or fewer pixels are
    ///   stored than it promises.
    init(_ file: DICOMFile, limits: IngestLimits) throws(DICOMProblem) {
        self.file = file
        self.limits = limits
        description = try PixelDescription(file.root, limits: limits)
        switch file.pixelStorage {
        case .none:
            throw .missingAttribute(.pixelData)
        case .native(let bytes):
            let (needed, overflow) = description.nativeFrameBits
                .multipliedReportingOverflow(by: description.numberOfFrames)
            guard !overflow, bytes >= (needed + 7) / 8 else {
                let frames = description.numberOfFrames
                throw .damaged(
                    detail: (frames == 1 ? "1 frame needs" : "\(frames) frames need")
                        + " \((needed + 7) / 8) bytes of pixel data, \(bytes) are there")
            }
            fragments = nil
        case .encapsulated(let count):
            fragments = try Self.map(of: file, count: count, frames: description.numberOfFrames)
        }
    }

    /// The samples of a frame as stored; `number` counts from 1.
    func storedFrame(_ number: Int) throws(DICOMProblem) -> StoredFrame {
        guard (1...description.numberOfFrames).contains(number) else {
            throw .noSuchFrame(number: number, allowed: description.numberOfFrames)
        }
        guard let fragments else { return try nativeFrame(number - 1) }
        return try decodedFrame(number, fragments: fragments.fragments(of: number - 1))
    }

    private static func map(
        of file: DICOMFile, count: Int, frames: Int
    ) throws(DICOMProblem) -> FragmentMap {
        let table = try file.offsetTable()
        let offsets = (0..<table.count / 4).map { index in
            (0..<4).reduce(0) { $0 | Int(table[4 * index + $1]) << (8 * $1) }
        }
        let map = FragmentMap(
            frames: frames, offsets: offsets, lengths: (0..<count).map(file.fragmentLength)
        ) { index in
            guard let start = try? file.fragment(index).prefix(2) else { return false }
            return start.elementsEqual([0xFF, 0xD8]) || start.elementsEqual([0xFF, 0x4F])
        }
        guard let map else {
            throw .damaged(
                detail: "\(count) fragments of pixel data do not make "
                    + (frames == 1 ? "1 frame" : "\(frames) frames"))
        }
        return map
    }
}

// MARK: - Native pixel data

extension PixelDescription {
    /// Bits of one frame in native pixel data; YBR_FULL_422 shares colours between two pixels.
    var nativeFrameBits: Int {
        photometric == .ybrFull422 ? size.count * 16 : samplesPerFrame * bitsAllocated
    }
}

extension DICOMImage {
    private func nativeFrame(_ index: Int) throws(DICOMProblem) -> StoredFrame {
        let bits = description.nativeFrameBits
        let firstBit = bits * index
        let firstByte = firstBit / 8
        var bytes = try file.nativeBytes(
            offset: firstByte, count: (firstBit + bits + 7) / 8 - firstByte)
        if description.bitsAllocated == 1 {
            return frame(.eight(Self.unpackBits(bytes, from: firstBit % 8, count: bits)))
        }
        if description.photometric == .ybrFull422 {
            return frame(.eight(try unpack422(bytes)))
        }
        if description.bitsAllocated == 32, file.transferSyntax == "1.2.840.10008.1.2.2" {
            // DCMTK has turned each 16-bit word; big-endian words come most significant first.
            for start in stride(from: 0, to: bytes.count - 3, by: 4) {
                bytes.swapAt(start, start + 2)
                bytes.swapAt(start + 1, start + 3)
            }
        }
        let samples = StoredFrame.Samples(
            bytes: bytes, bytesPerSample: description.bytesPerSample)
        return frame(
            description.isPlanar
                ? samples.interleaved(channels: description.samplesPerPixel) : samples)
    }

    private static func unpackBits(_ bytes: [UInt8], from first: Int, count: Int) -> [UInt8] {
        (first..<first + count).map { bytes[$0 / 8] >> UInt8($0 % 8) & 1 }
    }

    /// Two luminances, then the colours that both share, become three samples per pixel.
    private func unpack422(_ bytes: [UInt8]) throws(DICOMProblem) -> [UInt8] {
        guard description.bitsAllocated == 8, description.size.columns % 2 == 0 else {
            throw .invalidAttribute(
                .bitsAllocated, found: "\(description.bitsAllocated)",
                allowed: "8 and an even number of Columns with YBR_FULL_422")
        }
        var samples: [UInt8] = []
        samples.reserveCapacity(description.samplesPerFrame)
        for start in stride(from: 0, to: bytes.count, by: 4) {
            let colours = bytes[start + 2...start + 3]
            samples.append(bytes[start])
            samples += colours
            samples.append(bytes[start + 1])
            samples += colours
        }
        return samples
    }

    private func frame(_ samples: StoredFrame.Samples) -> StoredFrame {
        var frame = StoredFrame(
            samples: samples, colours: description.colours, bits: description.bitsStored,
            isSigned: description.isSigned)
        frame.clearUnusedBits(highBit: description.highBit)
        return frame
    }
}

extension PixelDescription {
    /// What the attributes say that three samples mean.
    var colours: StoredFrame.Colours {
        switch photometric {
        case .monochrome1, .monochrome2, .paletteColour: .single
        case .rgb, .ybrReversible, .ybrIrreversible: .rgb
        case .ybrFull, .ybrFull422: .ybr
        }
    }
}

// MARK: - Encapsulated pixel data

extension DICOMImage {
    private func decodedFrame(
        _ number: Int, fragments: Range<Int>
    ) throws(DICOMProblem) -> StoredFrame {
        var bytes: [UInt8] = []
        for index in fragments { bytes += try file.fragment(index) }
        let result: StoredFrame
        switch TransferSyntax(uid: file.transferSyntax) {
        case .runLength: result = try runLengthFrame(bytes, number)
        case .jpeg2000: result = try jpeg2000Frame(bytes, number)
        case .jpeg:
            guard let header = JPEGHeader(bytes) else {
                throw .frameNotDecodable(number: number, detail: "its JPEG has no frame header")
            }
            result =
                header.isEightBitLossy
                ? try jpegFrame(bytes, header, number)
                : try toolkitFrame(header, number, fragment: fragments.lowerBound)
        case .jpegLS: result = try toolkitFrame(nil, number, fragment: fragments.lowerBound)
        case nil: throw .unsupportedTransferSyntax(file.transferSyntax)
        }
        guard result.count == description.samplesPerFrame else {
            throw .frameNotDecodable(
                number: number,
                detail: "it holds \(result.count) samples; Rows, Columns and SamplesPerPixel "
                    + "promise \(description.samplesPerFrame)")
        }
        return result
    }

    private func runLengthFrame(
        _ bytes: [UInt8], _ number: Int
    ) throws(DICOMProblem) -> StoredFrame {
        let isPacked = description.bitsAllocated == 1
        let pixels = isPacked ? (description.size.count + 7) / 8 : description.size.count
        let decoded = RunLength.decode(
            bytes, pixels: pixels, samplesPerPixel: description.samplesPerPixel,
            bytesPerSample: description.bytesPerSample)
        guard let decoded else {
            throw .frameNotDecodable(number: number, detail: "its run-length segments are broken")
        }
        if isPacked {
            return frame(
                .eight(Self.unpackBits(decoded, from: 0, count: description.size.count)))
        }
        return frame(
            StoredFrame.Samples(bytes: decoded, bytesPerSample: description.bytesPerSample))
    }

    private func jpegFrame(
        _ bytes: [UInt8], _ header: JPEGHeader, _ number: Int
    ) throws(DICOMProblem) -> StoredFrame {
        let picture = try codec(number) { () throws(CodecError) in
            try JPEGImage.decode(bytes, colours: .asCoded, limits: limits.decoding).picture
        }
        return StoredFrame(
            samples: picture.storedSamples, colours: colours(of: header), bits: 8,
            isSigned: false)
    }

    private func jpeg2000Frame(
        _ bytes: [UInt8], _ number: Int
    ) throws(DICOMProblem) -> StoredFrame {
        let image = try codec(number) { () throws(CodecError) in
            try JPEG2000Image.decode(bytes, limits: limits.decoding)
        }
        // The codestream's own precision counts; its sign is the data set's (Pixel Representation).
        var frame = StoredFrame(
            samples: image.picture.storedSamples, colours: description.colours,
            bits: image.precision, isSigned: description.isSigned)
        frame.clearUnusedBits(highBit: image.precision - 1)
        return frame
    }

    /// JPEG processes that only DCMTK decodes, and JPEG-LS.
    private func toolkitFrame(
        _ header: JPEGHeader?, _ number: Int, fragment: Int
    ) throws(DICOMProblem) -> StoredFrame {
        let count = description.samplesPerFrame * description.bytesPerSample
        let bytes: [UInt8]
        do {
            bytes = try file.decodedFrame(number - 1, firstFragment: fragment, byteCount: count)
        } catch {
            guard case .damaged(let detail) = error else { throw error }
            throw .frameNotDecodable(number: number, detail: detail)
        }
        var result = frame(
            StoredFrame.Samples(bytes: bytes, bytesPerSample: description.bytesPerSample))
        if let header { result.colours = colours(of: header) }
        return result
    }

    /// Component names and JFIF markers overrule Photometric Interpretation, as in pydicom.
    private func colours(of header: JPEGHeader) -> StoredFrame.Colours {
        guard description.colours != .single else { return .single }
        if header.saysRGB { return .rgb }
        return header.hasJFIF ? .ybr : description.colours
    }

    private func codec<Result>(
        _ number: Int, _ body: () throws(CodecError) -> Result
    ) throws(DICOMProblem) -> Result {
        do throws(CodecError) {
            return try body()
        } catch {
            throw .frameNotDecodable(number: number, detail: "it " + error.message)
        }
    }
}

extension InterleavedImage {
    var storedSamples: StoredFrame.Samples {
        switch samples {
        case .eight(let values): .eight(values)
        case .sixteen(let values): .sixteen(values)
        }
    }
}
