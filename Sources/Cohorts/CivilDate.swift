import Foundation

/// A day of the calendar without time, written 2026-01-31.
package struct CivilDate: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let description: String
    /// Days since 1970-01-01.
    private let day: Int

    /// `nil` for anything but a day that exists.
    package init?(_ text: String) {
        let form = Date.ISO8601FormatStyle(timeZone: .gmt).year().month().day()
        guard let date = try? Date(text, strategy: form), date.formatted(form) == text else {
            return nil
        }
        description = text
        day = Int((date.timeIntervalSince1970 / 86400).rounded(.down))
    }

    package static func < (left: Self, right: Self) -> Bool { left.day < right.day }

    /// Negative when `other` is later.
    package func days(since other: CivilDate) -> Int { day - other.day }
}
