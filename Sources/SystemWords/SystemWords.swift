import Foundation

/// What the system says when a file cannot be read or written, in words that a user can act on:
/// without a path, a number of Foundation's, or "the operation could not be completed".
package enum SystemWords {
    package static func reason(_ error: any Error) -> String {
        let outer = error as NSError
        // A POSIXError, which no cast makes an NSError.
        let cause =
            (outer.userInfo[NSUnderlyingErrorKey] as? any Error).map { $0 as NSError } ?? outer
        if let code = posix(cause) { return words(code) }
        switch CocoaError.Code(rawValue: outer.code) {
        case .fileReadNoPermission, .fileWriteNoPermission: return "permission denied"
        case .fileNoSuchFile, .fileReadNoSuchFile:
            return "a folder or file on the way does not exist"
        case .fileWriteFileExists: return "a file of that name stands in the way"
        case .fileWriteOutOfSpace: return "no space is left"
        case .fileWriteVolumeReadOnly: return "the file system is read-only"
        case .fileReadInvalidFileName, .fileWriteInvalidFileName: return "the name is not allowed"
        case .fileReadTooLarge: return "the file is too large"
        default: return "the system refuses it"
        }
    }

    private static func posix(_ error: NSError) -> POSIXErrorCode? {
        guard error.domain == NSPOSIXErrorDomain else { return nil }
        return POSIXErrorCode(rawValue: Int32(error.code))
    }

    static func words(_ code: POSIXErrorCode) -> String {
        switch code {
        case .EACCES, .EPERM: "permission denied"
        case .ENOENT: "a folder or file on the way does not exist"
        case .EEXIST: "a file of that name stands in the way"
        case .ENOTDIR: "a file stands where a folder is needed"
        case .EISDIR: "a folder stands where a file is needed"
        case .ELOOP: "its links form a loop"
        case .ENAMETOOLONG: "the name is too long"
        case .ENOSPC: "no space is left"
        case .EDQUOT: "the quota of the disk is used up"
        case .EROFS: "the file system is read-only"
        case .EFBIG: "the file is too large"
        case .EIO: "the disk reports an error"
        case .EMFILE, .ENFILE: "too many files are open"
        default: "system error \(code.rawValue)"
        }
    }
}
