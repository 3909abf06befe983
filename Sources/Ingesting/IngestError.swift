import DICOMFiles
import ImageCodecs
import JSON

/// Why an input gives no frame. `input` is the name of the item, never an absolute path.
package enum IngestError: Error, Hashable, Sendable {
    case missing(input: String)
    case unreadable(input: String, detail: String)
    /// The name of the file is no UTF-8 text.
    case nameNotUTF8(input: String)
    /// A pipe, socket or device.
    case notAFile(input: String)
    case empty(input: String)
    case tooLarge(input: String, bytes: Int, allowed: Int)
    case notAnImage(input: String)
    case unsupportedFormat(input: String, found: String)
    case codec(input: String, CodecError)
    /// `file` is the sidecar itself, named like an input.
    case sidecar(file: String, JSONProblem)
    case twoSidecars(input: String, found: [String])
    /// EXIF Orientation is 2…8: the picture is shown otherwise than it is stored.
    case turned(input: String, orientation: Int)
    case seeds(input: String, JSONProblem)
    /// A seed that the frame it belongs to cannot take.
    case seed(frame: String, SeedProblem)
    case dicom(input: String, DICOMProblem)
    /// What a NIfTI file states of its place.
    case placement(input: String, NIfTIConflict)
    /// Two files state the same SOP Instance UID and differ.
    case contradictoryInstance(input: String, other: String)
    /// Its content, or its sidecar's, is not what was planned.
    case changedSincePlan(input: String)

    /// The word in tables.
    package var name: String {
        switch self {
        case .missing: "missing"
        case .unreadable: "unreadable"
        case .nameNotUTF8: "nameNotUTF8"
        case .notAFile: "notAFile"
        case .empty: "empty"
        case .tooLarge: "tooLarge"
        case .notAnImage: "notAnImage"
        case .unsupportedFormat: "unsupportedFormat"
        case .codec(_, let error): error.name
        case .sidecar, .twoSidecars: "sidecar"
        case .turned: "turned"
        case .seeds: "seeds"
        case .seed: "seed"
        case .dicom(_, let problem): problem.name
        case .placement: "contradictoryPlace"
        case .contradictoryInstance: "contradictoryInstance"
        case .changedSincePlan: "changedSincePlan"
        }
    }

    /// One sentence: which file, what was found, what is allowed, what to do.
    package var message: String {
        switch self {
        case .missing(let input):
            "\(input) does not exist; check the path"
        case .unreadable(let input, let detail):
            "\(input) cannot be read (\(detail)); check its permissions and links"
        case .nameNotUTF8(let input):
            "\(input) cannot be opened, since its name is no UTF-8 text; rename it"
        case .notAFile(let input):
            "\(input) is a pipe, socket or device; only files and folders are read"
        case .empty(let input):
            "\(input) is empty (0 bytes); copy it again from its source"
        case .tooLarge(let input, let bytes, let allowed):
            "\(input) has \(bytes) bytes; at most \(allowed) are read"
        case .notAnImage(let input):
            "\(input) is no image by its content; PNG, JPEG, DICOM and NIfTI are read"
        case .unsupportedFormat(let input, let found):
            "\(input) is a \(found) file; PNG, JPEG, DICOM and NIfTI are read: convert it without loss"
        case .codec(let input, let error):
            "\(input) \(error.message)"
        case .sidecar(let file, let problem):
            "the sidecar \(file) \(problem.message)"
        case .twoSidecars(let input, let found):
            "\(input) has the sidecars \(found.joined(separator: " and ")); keep one"
        case .turned(let input, let orientation):
            "\(input) has the EXIF orientation \(orientation); only 1 (upright) is read: save it upright"
                + " and without the tag"
        case .seeds(let input, let problem):
            "the seed file \(input) \(problem.message)"
        case .seed(let frame, let problem):
            "the seed of \(frame) \(problem.message)"
        case .dicom(let input, let problem):
            "\(input) \(problem.message)"
        case .placement(let input, let conflict):
            "\(input) \(conflict.message)"
        case .contradictoryInstance(let input, let other):
            "\(input) has the SOP Instance UID (0008,0018) of \(other) and other bytes; keep one"
        case .changedSincePlan(let input):
            "\(input), or its sidecar, is not what was planned; put the planned file back or plan again"
        }
    }
}

/// Why a seed does not fit its frame.
package enum SeedProblem: Error, Hashable, Sendable {
    /// `what` is "a point", "a box" or "an outline"; `extent` the frame's columns × rows.
    case outsideImage(what: String, at: String, extent: String)
    case maskSize(found: String, extent: String)
    case maskUnreadable(path: String, detail: String)
    case maskWithoutNerve(path: String)

    package var message: String {
        switch self {
        case .outsideImage(let what, let at, let extent):
            "has \(what) at \(at), outside the image of \(extent) pixels"
        case .maskSize(let found, let extent):
            "has a mask of \(found) pixels; the image has \(extent)"
        case .maskUnreadable(let path, let detail):
            "names the mask \(path), which \(detail)"
        case .maskWithoutNerve(let path):
            "names the mask \(path), in which no pixel is 1 (nerve); state \"no_nerve\": true instead"
        }
    }
}
