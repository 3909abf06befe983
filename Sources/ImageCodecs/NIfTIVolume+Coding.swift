internal import CImageCodecs

extension NIfTIVolume {
    /// Decodes NIfTI-1 and NIfTI-2 of one file, plain or gzip, of integers or real numbers.
    ///
    /// - Throws: `CodecError`; pairs of files, complex numbers and colours are `unsupported`. The
    ///   number of voxels is checked before memory is taken.
    package static func decode(
        _ bytes: [UInt8], limits: DecodingLimits = .volume
    ) throws(CodecError) -> NIfTIVolume {
        var header = try header(of: bytes, limits)
        var error = ic_error()
        let counts = header.countList
        var samples = [Float](repeating: 0, count: counts.reduce(1, *))
        let code = unsafe ic_nifti_decode(
            bytes, bytes.count, UInt64(max(0, limits.maximumPixels)), &header, &samples,
            samples.count, &error)
        guard code == IC_OK else { throw problem(code, error, counts, limits) }
        return NIfTIVolume(header, samples: samples)
    }

    /// The same without samples.
    package static func decodeHeader(
        _ bytes: [UInt8], limits: DecodingLimits = .volume
    ) throws(CodecError) -> NIfTIVolume {
        NIfTIVolume(try header(of: bytes, limits), samples: [])
    }

    private static func header(
        of bytes: [UInt8], _ limits: DecodingLimits
    ) throws(CodecError) -> ic_nifti_header {
        var header = ic_nifti_header()
        var error = ic_error()
        let code = unsafe ic_nifti_decode(
            bytes, bytes.count, UInt64(max(0, limits.maximumPixels)), &header, nil, 0, &error)
        guard code == IC_OK else { throw problem(code, error, header.countList, limits) }
        return header
    }

    private init(_ header: ic_nifti_header, samples: [Float]) {
        self.init(
            counts: header.countList, sizes: header.sizeList,
            unit: LengthUnit(rawValue: header.space_unit) ?? .unknown,
            qform: Transform(code: header.qform_code, rows: header.qform),
            sform: Transform(code: header.sform_code, rows: header.sform), samples: samples)
    }

    /// The bytes of a NIfTI-1 file of unsigned 8-bit labels; equal volumes give equal bytes, as gzip
    /// without a date too.
    ///
    /// - Throws: `cannotEncode` for samples that are no whole numbers of 0 to 255, and for more than
    ///   32767 voxels along an axis.
    package func encodeLabels(compressed: Bool) throws(CodecError) -> [UInt8] {
        try encode(UInt8.self, code: 2, compressed: compressed)
    }

    /// The same of signed 16-bit samples: whole numbers of −32768 to 32767.
    package func encodePicture(compressed: Bool) throws(CodecError) -> [UInt8] {
        try encode(Int16.self, code: 4, compressed: compressed)
    }

    /// - Parameter code: of the data type in NIfTI.
    private func encode<Sample: FixedWidthInteger>(
        _ type: Sample.Type, code dataType: Int32, compressed: Bool
    ) throws(CodecError) -> [UInt8] {
        var stored: [Sample] = []
        stored.reserveCapacity(samples.count)
        for sample in samples {
            guard let whole = Sample(exactly: sample) else {
                throw .cannotEncode(
                    .nifti,
                    detail: "a sample is \(sample); \(Sample.min) to \(Sample.max) are allowed")
            }
            stored.append(whole)
        }
        var header = self.header
        header.data_type = dataType
        var error = ic_error()
        var block: UnsafeMutablePointer<UInt8>?
        var count = 0
        let code = unsafe ic_nifti_encode(
            &header, stored, stored.count, compressed ? 1 : 0, &block, &count, &error)
        guard code == IC_OK, let start = unsafe block else {
            throw .cannotEncode(.nifti, detail: text(of: error))
        }
        defer { unsafe ic_free(start) }
        return unsafe [UInt8](UnsafeBufferPointer(start: start, count: count))
    }

    private var header: ic_nifti_header {
        var header = ic_nifti_header()
        header.axes = Int32(clamping: counts.count)
        header.space_unit = unit.rawValue
        unsafe withUnsafeMutableBytes(of: &header.counts) { raw in
            let list = unsafe raw.assumingMemoryBound(to: Int64.self)
            for axis in 0..<list.count { unsafe list[axis] = Int64(count(along: axis)) }
        }
        unsafe withUnsafeMutableBytes(of: &header.sizes) { raw in
            let list = unsafe raw.assumingMemoryBound(to: Double.self)
            for axis in 0..<list.count { unsafe list[axis] = axis < sizes.count ? sizes[axis] : 1 }
        }
        if let qform { header.qform_code = qform.write(into: &header.qform) }
        if let sform { header.sform_code = sform.write(into: &header.sform) }
        return header
    }

    private static func problem(
        _ code: Int32, _ error: ic_error, _ counts: [Int], _ limits: DecodingLimits
    ) -> CodecError {
        var header = ic_header()
        header.columns = UInt32(clamping: counts.first ?? 0)
        header.rows = UInt32(
            clamping: counts.dropFirst().reduce(1) { product, count in
                let (result, isTooLarge) = product.multipliedReportingOverflow(by: count)
                return isTooLarge ? Int.max : result
            })
        return codecError(code, error, header, .nifti, limits)
    }
}

/// The matrix of `ic_nifti_header`.
private typealias Rows = (
    Double, Double, Double, Double, Double, Double, Double, Double, Double, Double, Double, Double
)

extension NIfTIVolume.Transform {
    fileprivate init?(code: Int32, rows: Rows) {
        guard code > 0 else { return nil }
        let elements = unsafe withUnsafeBytes(of: rows) { raw in
            unsafe Array(raw.assumingMemoryBound(to: Double.self))
        }
        self.init(code: Int(code), elements: elements)
    }

    /// - Returns: the code.
    fileprivate func write(into rows: inout Rows) -> Int32 {
        unsafe withUnsafeMutableBytes(of: &rows) { raw in
            let list = unsafe raw.assumingMemoryBound(to: Double.self)
            for (place, element) in elements.enumerated() { unsafe list[place] = element }
        }
        return Int32(clamping: code)
    }
}

extension ic_nifti_header {
    fileprivate var countList: [Int] {
        unsafe withUnsafeBytes(of: counts) { raw in
            unsafe raw.assumingMemoryBound(to: Int64.self).prefix(Int(axes)).map { Int($0) }
        }
    }

    fileprivate var sizeList: [Double] {
        unsafe withUnsafeBytes(of: sizes) { raw in
            unsafe Array(raw.assumingMemoryBound(to: Double.self).prefix(Int(axes)))
        }
    }
}
