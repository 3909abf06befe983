/// Turns INPUT arguments into a sorted list of files worth opening.
///
/// Folders are searched to the bottom. Passed over without a word: names that start with a dot,
/// sidecars, and folders that hold a `dataset.json` of this program. A folder reached a second time
/// through a link is not searched again.
package struct InputScanner {
    private var seenFolders: Set<String> = []
    private var seenFiles: Set<String> = []
    private var found: [Found] = []

    private init() {}

    /// Never throws: what cannot be read is a refusal in the result.
    package static func scan(_ arguments: [String]) -> InputScan {
        var scanner = InputScanner()
        for argument in arguments { scanner.addArgument(argument) }
        return InputScan(scanner.found)
    }

    private mutating func addArgument(_ argument: String) {
        let place = Place(argument: argument)
        guard FileSystem.exists(argument) else {
            let error: IngestError =
                FileSystem.isUTF8(argument)
                ? .missing(input: place.input) : .nameNotUTF8(input: place.input)
            return found.append(Found(place, .refused(error)))
        }
        let folder = FileSystem.folder(of: argument)
        let names = (try? FileSystem.names(in: folder, input: place.input)) ?? []
        let sidecars = Sidecars(among: names)
        // A shell pattern such as inputs/* names the sidecars as well.
        guard !sidecars.isSidecar(FileSystem.name(of: argument)) else { return }
        add(place, sidecars: sidecars, isArgument: true)
    }

    private mutating func add(_ place: Place, sidecars: Sidecars, isArgument: Bool) {
        do throws(IngestError) {
            switch try FileSystem.kind(of: place.path, input: place.input) {
            case .folder(let identity):
                try addFolder(place, identity: identity, isArgument: isArgument)
            case .file(let bytes):
                try addFile(place, bytes: bytes, sidecars: sidecars, isArgument: isArgument)
            case .other:
                throw .notAFile(input: place.input)
            }
        } catch {
            found.append(Found(place, .refused(error)))
        }
    }

    private mutating func addFolder(
        _ place: Place, identity: String, isArgument: Bool
    ) throws(IngestError) {
        guard seenFolders.insert(identity).inserted else {
            return found.append(Found(place, .skipped(.folderSeenBefore)))
        }
        let names = try FileSystem.names(in: place.path, input: place.input)
        if names.contains("dataset.json"), OwnOutput.isMarked(place.path) {
            if isArgument { found.append(Found(place, .skipped(.ownOutput))) }
            return
        }
        let sidecars = Sidecars(among: names)
        for name in names where !name.hasPrefix(".") && !sidecars.isSidecar(name) {
            add(place.appending(name), sidecars: sidecars, isArgument: false)
        }
    }

    private mutating func addFile(
        _ place: Place, bytes: Int, sidecars: Sidecars, isArgument: Bool
    ) throws(IngestError) {
        guard seenFiles.insert(place.key).inserted else { return }
        guard bytes > 0 else { throw .empty(input: place.input) }
        let prefix = try FileSystem.prefix(
            of: place.path, length: FileFormat.prefixLength, input: place.input)
        let format = FileFormat(prefix: prefix)
        if format == .unknown {
            guard !isArgument, !Self.claimsToBeAnImage(place.path) else {
                throw .notAnImage(input: place.input)
            }
            return found.append(Found(place, .skipped(.notAnImage)))
        }
        if isArgument, format == .dicom, try addDirectory(place) { return }
        let sidecar = try sidecars.path(of: place)
        found.append(Found(place, .file(bytes: bytes, sidecar: sidecar, format)))
    }

    /// Adds what a DICOMDIR lists; `false` when the file is none.
    private mutating func addDirectory(_ place: Place) throws(IngestError) -> Bool {
        guard let references = try DICOMDirectory.references(in: place.path, input: place.input)
        else { return false }
        for reference in references {
            let target = place.sibling(reference)
            if FileSystem.exists(target.path) {
                add(target, sidecars: Sidecars(among: []), isArgument: false)
            } else {
                found.append(Found(target, .refused(.missing(input: target.input))))
            }
        }
        return true
    }

    /// A file that no content identifies is an error when its name promises an image, and an
    /// unrelated file otherwise.
    private static func claimsToBeAnImage(_ path: String) -> Bool {
        [".png", ".jpg", ".jpeg", ".dcm", ".dicom", ".ima", ".nii"].contains { suffix in
            path.lowercased().hasSuffix(suffix)
        }
    }
}

/// One thing met on the way.
struct Found {
    enum Kind {
        case file(bytes: Int, sidecar: String?, FileFormat)
        case refused(IngestError)
        case skipped(SkipReason)
    }

    let place: Place
    let kind: Kind

    init(_ place: Place, _ kind: Kind) {
        self.place = place
        self.kind = kind
    }
}
