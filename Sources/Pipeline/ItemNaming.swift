import Digest

/// Names of folders, files and items in the output; the same on every machine and day.
package enum ItemNaming {
    /// Folder of a raster image, which is a study of its own: sanitised stem and 12 hexadecimal
    /// digits of SHA-256(relative path, content).
    static func rasterStudy(input: String, content: SHA256Digest) -> String {
        let digest = SHA256Digest(of: input + "\u{0}" + content.hexadecimal)
        return stem(of: input) + "_" + digest.short
    }

    /// Folder of a DICOM study or series.
    static func folder(uid: String) -> String { SHA256Digest(of: uid).short }

    /// Name of one frame: its number in four digits or more, after 12 digits for the SOP instance.
    static func frame(_ number: Int, sopInstanceUID: String?) -> String {
        let digits = String(number)
        let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        guard let uid = sopInstanceUID else { return padded }
        return folder(uid: uid) + "-" + padded
    }

    /// Id of an input without a readable frame.
    static func unreadable(input: String) -> String {
        stem(of: input) + "_" + SHA256Digest(of: input).short
    }

    /// Letters, digits, `-` and `_` of the base name without its extension, at most 40.
    static func stem(of input: String) -> String {
        let base = input.split(separator: "/").last.map(String.init) ?? input
        let name = base.lastIndex(of: ".").map { String(base[..<$0]) } ?? base
        let allowed = name.unicodeScalars.map { scalar in
            let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || "0"..."9" ~= scalar)
            return isPlain || scalar == "-" || scalar == "_" ? Character(scalar) : "_"
        }
        let text = String(allowed.prefix(40))
        return text.isEmpty ? "image" : text
    }
}
