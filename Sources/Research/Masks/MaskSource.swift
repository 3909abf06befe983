import ImageCodecs
import Ingesting

/// A format of reference masks.
protocol MaskSource: Sendable {
    /// - Parameters:
    ///   - bytes: the whole file.
    ///   - path: where it lies, for libraries that open files themselves.
    static func labels(of bytes: [UInt8], at path: String) throws(MaskProblem) -> LabelVolume
}

enum MaskSources {
    /// `nil` for bytes of no format that holds masks. What is packed by gzip is taken for NIfTI.
    static func source(of bytes: [UInt8]) -> (any MaskSource.Type)? {
        switch FileFormat(prefix: bytes) {
        case .png: PNGMaskSource.self
        case .nifti, .gzip: NIfTIMaskSource.self
        case .dicom: DICOMMaskSource.self
        case .jpeg, .unsupported, .unknown: nil
        }
    }
}

extension MaskProblem {
    init(_ error: CodecError) { self.init(error.name, error.message) }
}
