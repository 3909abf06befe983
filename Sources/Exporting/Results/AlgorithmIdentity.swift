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

    /// In a report.
    func statements(parametersEnd: String = "") -> [(name: Code, text: String)] {
        [
            (.algorithmName, name), (.algorithmVersion, version),
            (.algorithmParameters, parameters + parametersEnd),
        ]
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
    /// With words for signs and `?` for every other character: the character set of a source may lack
    /// it.
    var inASCII: String {
        let signs: [Character: String] = [
            "²": "2", "³": "3", "–": "-", "≥": ">=", "≤": "<=", "°": " degrees", "×": "x",
            "±": "+-", "µ": "u",
        ]
        return map { $0.isASCII ? String($0) : signs[$0] ?? "?" }.joined()
    }
}
