import ImageCodecs

/// A format of reference masks. A further format is one more type in `MaskSources.all`.
protocol MaskSource: Sendable {
    /// Whether the first bytes are of this format.
    static func recognises(_ bytes: ArraySlice<UInt8>) -> Bool

    /// - Parameters:
    ///   - bytes: the whole file.
    ///   - path: where it lies, for libraries that open files themselves.
    static func labels(of bytes: [UInt8], at path: String) throws(MaskProblem) -> LabelVolume
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
