import Digest
import Ingesting
import StudyModel

/// What a plan needs to know of one file: its digest, that of its sidecar, and of DICOM its place.
struct InputLook: Sendable {
    enum Header: Sendable {
        case skipped(SkipReason)
        case placed(FramePlacement)
    }

    let content: SHA256Digest
    let sidecar: SHA256Digest?
    /// `nil` for other files than DICOM, which are not opened.
    private(set) var header: Header?
    private(set) var sopInstanceUID: String?

    init(_ item: InputItem, reader: StudyReader) throws(IngestError) {
        content = try ContentDigest.of(item.path, input: item.input)
        if item.isDICOM {
            switch try reader.open(item) {
            case .skipped(let reason): header = .skipped(reason)
            case .frames(let source):
                header = .placed(source.placement)
                sopInstanceUID = source.sopInstanceUID
            case .slices(let headers):
                header = headers.first.map { .placed($0.placement(of: headers.count)) }
                sopInstanceUID = headers.first?.sopInstanceUID
            }
        }
        sidecar = try ContentDigest.ofSidecar(item)
    }
}
