import DICOMFiles
import Reporting

/// What drew and measured, as results name it.
struct AlgorithmIdentity {
    let name = RunRecord.tool
    let version: String
    /// Model, kernels and options; ASCII.
    let parameters: String

    init(_ run: RunRecord) {
        version = run.toolVersion
        let models = run.models.map { "model=\($0.name.prefix(64)) \($0.sha256.prefix(12))" }
        let options = run.parameters.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        let seeds = run.seedsSHA256.map { ["seeds=\($0.prefix(12))"] } ?? []
        parameters =
            (models + ["kernels=\(run.kernelTier)"] + options + seeds)
            .joined(separator: "; ").inASCII
    }

    /// An item of Segmentation Algorithm Identification (PS3.3 §10.16).
    var item: [DICOMElement] {
        [
            Code("123110", "DCM", "Artificial Intelligence").sequence(0x0066, 0x002F),
            .text(0x0066, 0x0036, name),
            .text(0x0066, 0x0031, version),
            .text(0x0066, 0x0032, parameters),
        ]
    }
}

extension String {
    /// With `?` for every other character: the character set of a source may lack it.
    var inASCII: String { String(map { $0.isASCII ? $0 : "?" }) }
}
