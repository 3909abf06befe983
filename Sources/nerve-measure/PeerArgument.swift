import ArgumentParser
import DICOMFiles

/// `TITLE@HOST:PORT`.
struct PeerArgument: ExpressibleByArgument {
    let peer: DICOMPeer

    init?(argument: String) {
        let ends = argument.split(separator: "@", omittingEmptySubsequences: false)
        guard ends.count == 2, let colon = ends[1].lastIndex(of: ":"), colon != ends[1].startIndex,
            let port = UInt16(ends[1][ends[1].index(after: colon)...]), port > 0,
            Self.isTitle(String(ends[0]))
        else { return nil }
        peer = DICOMPeer(title: String(ends[0]), host: String(ends[1][..<colon]), port: port)
    }

    /// Whether `text` may be an application entity title (PS3.5 §6.2, AE).
    static func isTitle(_ text: String) -> Bool {
        (1...16).contains(text.utf8.count)
            && text.utf8.allSatisfy { (33...126).contains($0) && $0 != UInt8(ascii: "\\") }
    }
}
