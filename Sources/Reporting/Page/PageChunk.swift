/// A data file that is being filled: a list handed to a function of the page's script.
///
/// Data comes as scripts, since a page opened from disk may load those and nothing else.
struct PageChunk {
    let kind: String
    let byteLimit: Int
    /// Of the file that is being filled, from 1.
    private(set) var number = 1
    private var entries: [String] = []
    private var byteCount = 0

    init(kind: String, byteLimit: Int) {
        self.kind = kind
        self.byteLimit = byteLimit
    }

    /// Adds one entry, JSON on one line; one that does not fit begins the next file.
    ///
    /// - Returns: the file that is full, if one is.
    mutating func append(_ line: String) -> PageFile? {
        let size = line.utf8.count + 2
        let full = byteCount + size > byteLimit ? close() : nil
        entries.append(line)
        byteCount += size
        return full
    }

    /// The file as far as it is filled; `nil` when nothing is in it.
    mutating func close() -> PageFile? {
        guard !entries.isEmpty else { return nil }
        let text = "nervePage.\(kind)(\(number), [\n\(entries.joined(separator: ",\n"))\n]);\n"
        let file = PageFile(path: PageFile.data(kind, number), text: text)
        number += 1
        entries = []
        byteCount = 0
        return file
    }

    /// Files that were closed.
    var fileCount: Int { number - 1 }
}
