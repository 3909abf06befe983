internal import CReview
import Foundation

/// The files of the page inside the program, by name.
enum ReviewAssets {
    static let files: [String: Data] = (0..<cr_asset_count()).reduce(into: [:]) { files, number in
        let asset = unsafe cr_asset_at(number)
        unsafe files[String(cString: asset.name)] = unsafe Data(
            bytes: asset.bytes, count: asset.count)
    }

    static func type(of name: String) -> String {
        switch name.split(separator: ".").last {
        case "html": "text/html; charset=utf-8"
        case "css": "text/css; charset=utf-8"
        default: "text/javascript; charset=utf-8"
        }
    }
}
