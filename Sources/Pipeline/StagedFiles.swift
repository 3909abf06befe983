import Reporting

/// Complete files that must not appear yet, kept one after another in one unnamed file: they may be
/// more than a process may hold open, and larger than memory.
struct StagedFiles {
    private let output: OutputFolder
    private let store: PartialFile
    private var files: [(path: String, bytes: Range<Int>)] = []

    init(in output: OutputFolder) throws(WriteError) {
        self.output = output
        store = try output.open("page")
    }

    mutating func add(_ file: PageFile) throws(WriteError) {
        let start = store.length
        try store.append(file.text)
        files.append((file.path, start..<store.length))
    }

    func publish() throws(WriteError) {
        for file in files { try output.write(try store.text(at: file.bytes), to: file.path) }
    }
}
