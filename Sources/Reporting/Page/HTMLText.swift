/// Text made safe inside HTML elements and quoted attributes.
enum HTMLText {
    static func escaped(_ text: String) -> String {
        var safe = ""
        for character in text.unicodeScalars {
            switch character {
            case "&": safe += "&amp;"
            case "<": safe += "&lt;"
            case ">": safe += "&gt;"
            case "\"": safe += "&quot;"
            case "'": safe += "&#39;"
            default: safe.unicodeScalars.append(character)
            }
        }
        return safe
    }

    /// A relative path as a link: bytes that are not unreserved in RFC 3986 become `%XX`; "/" stays.
    static func link(_ path: String) -> String {
        var link = ""
        for byte in path.utf8 {
            let scalar = Unicode.Scalar(byte)
            let isLetter = scalar.isASCII && scalar.properties.isAlphabetic
            if isLetter || "0"..."9" ~= scalar || "-._~/".unicodeScalars.contains(scalar) {
                link.unicodeScalars.append(scalar)
            } else {
                let digits = String(byte, radix: 16, uppercase: true)
                link += "%" + String(repeating: "0", count: 2 - digits.count) + digits
            }
        }
        // "./" keeps a first part that holds a colon from reading as a scheme.
        return "./" + link
    }
}
