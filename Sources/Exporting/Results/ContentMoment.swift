import DICOMFiles

/// The date and time that stand in a result for the moment when its content was made.
///
/// They are those of the newest source, so that a rerun gives the same bytes: a result says nothing
/// that was not known then. Without any date in the source: 1 January 1900.
struct ContentMoment: Hashable, Comparable {
    /// YYYYMMDD.
    let date: String
    /// HHMMSS.
    let time: String

    static let unknown = ContentMoment(date: "19000101", time: "000000")

    /// Content, acquisition, series and study, the first that is stated.
    init?(of item: DICOMFile.Item) {
        let pairs: [(UInt16, UInt16)] = [
            (0x0023, 0x0033), (0x0022, 0x0032), (0x0021, 0x0031), (0x0020, 0x0030),
        ]
        for (date, time) in pairs {
            let day = item.text(DICOMAttribute("", 0x0008, date)) ?? ""
            guard day.utf8.count == 8, day.utf8.allSatisfy(Self.isDigit) else { continue }
            let clock = (item.text(DICOMAttribute("", 0x0008, time)) ?? "").prefix(6)
            let isWhole = clock.utf8.count == 6 && clock.utf8.allSatisfy(Self.isDigit)
            self.init(date: day, time: isWhole ? String(clock) : "000000")
            return
        }
        return nil
    }

    private init(date: String, time: String) {
        self.date = date
        self.time = time
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

    static func < (left: ContentMoment, right: ContentMoment) -> Bool {
        (left.date, left.time) < (right.date, right.time)
    }

    var elements: [DICOMElement] {
        [.text(0x0008, 0x0023, date), .text(0x0008, 0x0033, time)]
    }
}
