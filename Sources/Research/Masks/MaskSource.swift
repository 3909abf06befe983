import ImageCodecs

/// A format of reference masks. A further format is one more type in `MaskSources.all`.
protocol MaskSource: Sendable {
    /// Whether the first bytes are of this format.
    static func recognises(_ bytes: ArraySlice<UInt8>) -> Bool

    static func labels(of bytes: [UInt8]) throws(MaskProblem) -> LabelVolume
}

enum MaskSources {
    /// Enough bytes to recognise every format.
    static let prefixLength = 352

    static let all: [any MaskSource.Type] = [
        PNGMaskSource.self, NIfTIMaskSource.self, DICOMMaskSource.self,
    ]

    /// `nil` for bytes of no known format.
    static func source(of bytes: ArraySlice<UInt8>) -> (any MaskSource.Type)? {
        all.first { $0.recognises(bytes) }
    }
}

extension MaskProblem {
    init(_ error: CodecError) { self.init(error.name, error.message) }
}

extension ArraySlice<UInt8> {
    /// - Parameter offset: from the first byte.
    func holds(_ magic: [UInt8], at offset: Int = 0) -> Bool {
        dropFirst(offset).starts(with: magic)
    }
}

/// Segmentations in DICOM are recognised, so that the refusal names them.
enum DICOMMaskSource: MaskSource {
    static func recognises(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.holds(Array("DICM".utf8), at: 128)
    }

    static func labels(of bytes: [UInt8]) throws(MaskProblem) -> LabelVolume {
        throw MaskProblem(
            "unsupported", "is DICOM, which is not read as a mask; export it as NIfTI or PNG")
    }
}
