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
            guard Self.isDate(day) else { continue }
            let clock = String((item.text(DICOMAttribute("", 0x0008, time)) ?? "").prefix(6))
            self.init(date: day, time: Self.isTime(clock) ? clock : "000000")
            return
        }
        return nil
    }

    private init(date: String, time: String) {
        self.date = date
        self.time = time
    }

    /// A day of the calendar as YYYYMMDD.
    private static func isDate(_ text: String) -> Bool {
        guard let numbers = pairs(text, count: 4) else { return false }
        let (year, month) = (numbers[0] * 100 + numbers[1], numbers[2])
        let isLeap = year % 4 == 0 && year % 100 != 0 || year % 400 == 0
        let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return year > 0 && (1...12).contains(month) && (1...days[month - 1]).contains(numbers[3])
    }

    /// HHMMSS; a leap second is none here.
    private static func isTime(_ text: String) -> Bool {
        pairs(text, count: 3).map { $0[0] < 24 && $0[1] < 60 && $0[2] < 60 } == true
    }

    /// Numbers of two digits each; `nil` for anything else.
    private static func pairs(_ text: String, count: Int) -> [Int]? {
        let bytes = Array(text.utf8)
        guard bytes.count == 2 * count, bytes.allSatisfy({ (48...57).contains($0) })
        else { return nil }
        return stride(from: 0, to: bytes.count, by: 2).map { index in
            Int(bytes[index] - 48) * 10 + Int(bytes[index + 1] - 48)
        }
    }

    static func < (left: ContentMoment, right: ContentMoment) -> Bool {
        (left.date, left.time) < (right.date, right.time)
    }

    var elements: [DICOMElement] {
        [.text(0x0008, 0x0023, date), .text(0x0008, 0x0033, time)]
    }
}
