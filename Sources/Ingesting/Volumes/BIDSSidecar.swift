import JSON
import StudyModel

/// What the Brain Imaging Data Structure's sidecar of a NIfTI file states of its acquisition: times are
/// seconds there (BIDS specification 1.10, Magnetic Resonance Imaging). Members that are not used here
/// are passed over.
struct BIDSSidecar {
    var contrast = MRContrast()
    /// mm
    var sliceThickness: Double?
    var context = AcquisitionContext()

    static func read(
        for item: InputItem, limits: IngestLimits
    ) throws(IngestError) -> BIDSSidecar {
        guard let path = item.sidecarPath else { return BIDSSidecar() }
        let bytes = try FileSystem.bytes(
            of: path, input: item.sidecarName, allowed: limits.maximumSidecarBytes)
        do throws(JSONProblem) {
            return try BIDSSidecar(JSONObject(parsing: bytes))
        } catch {
            throw .sidecar(file: item.sidecarName, error)
        }
    }

    private init() {}

    private init(_ file: JSONObject) throws(JSONProblem) {
        contrast.echoTime = try file.double("EchoTime").map { $0 * 1_000 }
        contrast.repetitionTime = try file.double("RepetitionTime").map { $0 * 1_000 }
        contrast.inversionTime = try file.double("InversionTime").map { $0 * 1_000 }
        contrast.sequenceName = try file.text("SequenceName")
        contrast.scanOptions = try Self.words(file, "ScanOptions")
        contrast.imageType = Array(try Self.words(file, "ImageType").dropFirst(2))
        sliceThickness = try file.double("SliceThickness")
        context.manufacturer = try file.text("Manufacturer")
        context.model = try file.text("ManufacturersModelName")
    }

    /// A list of texts, or one text with `\` or `_` between them as converters write it.
    private static func words(
        _ file: JSONObject, _ key: String
    ) throws(JSONProblem) -> [String] {
        switch file.value(key) {
        case .array(let items):
            items.compactMap { if case .string(let word) = $0 { word } else { nil } }
        case .string(let text):
            text.split { $0 == "\\" || $0 == "_" }.map(String.init)
        default: []
        }
    }
}
