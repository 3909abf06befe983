import Foundation

/// What the system knows of a file. Foundation's answer also looks up the names of owner and group,
/// which takes several times as long.
struct FileStatus {
    enum Kind {
        case file
        case folder
        case link
        case other
    }

    let kind: Kind
    let byteCount: Int
    /// The same for every path that leads to one file.
    let identity: String

    /// - Parameter followsLinks: whether a link is taken for what it leads to.
    /// - Throws: `POSIXError`.
    init(of path: String, followsLinks: Bool) throws {
        var status = stat()
        let result = unsafe followsLinks ? stat(path, &status) : lstat(path, &status)
        guard result == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        kind =
            switch status.st_mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .folder
            case S_IFLNK: .link
            default: .other
            }
        byteCount = Int(status.st_size)
        identity = "\(status.st_dev):\(status.st_ino)"
    }
}
