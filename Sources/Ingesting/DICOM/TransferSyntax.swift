/// The encapsulated transfer syntaxes that are read, by who decodes them.
enum TransferSyntax: Hashable {
    case runLength
    case jpeg
    case jpegLS
    case jpeg2000

    init?(uid: String) {
        switch uid {
        case "1.2.840.10008.1.2.5": self = .runLength
        case "1.2.840.10008.1.2.4.50", "1.2.840.10008.1.2.4.51", "1.2.840.10008.1.2.4.57",
            "1.2.840.10008.1.2.4.70":
            self = .jpeg
        case "1.2.840.10008.1.2.4.80", "1.2.840.10008.1.2.4.81": self = .jpegLS
        case "1.2.840.10008.1.2.4.90", "1.2.840.10008.1.2.4.91", "1.2.840.10008.1.2.4.201",
            "1.2.840.10008.1.2.4.202", "1.2.840.10008.1.2.4.203":
            self = .jpeg2000
        default: return nil
        }
    }
}
