/// One file that is worth opening.
package struct InputItem: Hashable, Sendable {
    /// Relative to the INPUT argument, `/`-separated; the name of the item in every output.
    package let input: String
    /// Where to open it.
    package let path: String
    package let byteCount: Int
    /// The file `<name>.json` beside it.
    package let sidecarPath: String?
    /// `nil` when it was not looked at yet.
    let format: FileFormat?

    /// An item that was found earlier; its content is looked at when it is opened.
    package init(input: String, path: String, byteCount: Int, sidecarPath: String?) {
        self.input = input
        self.path = path
        self.sidecarPath = sidecarPath
        self.byteCount = byteCount
        format = nil
    }

    init(
        input: String, path: String, byteCount: Int, sidecarPath: String? = nil,
        format: FileFormat
    ) {
        self.input = input
        self.path = path
        self.byteCount = byteCount
        self.sidecarPath = sidecarPath
        self.format = format
    }

    /// The sidecar as inputs are named.
    var sidecarName: String {
        let folder = input.split(separator: "/").dropLast().map { $0 + "/" }.joined()
        return folder + (sidecarPath?.split(separator: "/").last ?? "")
    }

    package var isDICOM: Bool { format == .dicom }
    /// Whether it holds one picture without a place in the patient.
    package var isRasterPicture: Bool { format == .png || format == .jpeg }
}

/// Everything that the INPUT arguments lead to, each list in the order of `input`.
package struct InputScan: Sendable {
    package struct Refusal: Sendable {
        package let input: String
        package let error: IngestError
    }

    package struct Skip: Sendable {
        package let input: String
        package let reason: SkipReason
    }

    package var items: [InputItem] = []
    package var refusals: [Refusal] = []
    package var skips: [Skip] = []
}
