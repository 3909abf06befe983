import Anatomy
import Statistics

/// An area with its 95 % model interval, in mm².
package struct MeasuredArea: Hashable, Sendable {
    package let value: Double
    package let low: Double?
    package let high: Double?

    package init(value: Double, low: Double?, high: Double?) {
        self.value = value
        self.low = low
        self.high = high
    }

    /// The median of several slices of one nerve, which is longer than any of them; the ends of the
    /// interval are medians too.
    package init?(medianOf areas: [MeasuredArea]) {
        guard let value = Self.median(areas.map(\.value)) else { return nil }
        let lows = areas.compactMap(\.low)
        let highs = areas.compactMap(\.high)
        self.value = value
        low = lows.count == areas.count ? Self.median(lows) : nil
        high = highs.count == areas.count ? Self.median(highs) : nil
    }

    private static func median(_ values: [Double]) -> Double? {
        (try? Sample(values))?.median
    }

    /// The mean of several images of one visit. Their errors count as wholly shared, so that more
    /// images do not narrow the interval.
    package init?(meanOf areas: [MeasuredArea]) {
        guard !areas.isEmpty else { return nil }
        func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
        let lows = areas.compactMap(\.low)
        let highs = areas.compactMap(\.high)
        value = mean(areas.map(\.value))
        low = lows.count == areas.count ? mean(lows) : nil
        high = highs.count == areas.count ? mean(highs) : nil
    }
}

/// The first nerve of one image.
package struct VisitImage: Hashable, Sendable {
    package var item: String
    package var side: Laterality?
    package var level: GlutealLevel?
    /// `nil` without a scale.
    package var area: MeasuredArea?
    /// What two images must share to be compared.
    package var convention: String?
    package var modality: String?
    package var probe: String?
    package var position: String?
    /// What an MR series weighs; series that weigh differently are apart, as levels are.
    package var sequence: String?
    /// Of the slice of an MR series.
    package var series: String?

    package init(item: String) { self.item = item }
}

/// One patient on one day.
package struct Visit: Hashable, Sendable {
    package let name: String
    package let subject: String
    package let date: CivilDate?
    package let treatment: CivilDate?
    package let images: [VisitImage]

    package init(
        name: String, subject: String, date: CivilDate? = nil, treatment: CivilDate? = nil,
        images: [VisitImage]
    ) {
        self.name = name
        self.subject = subject
        self.date = date
        self.treatment = treatment
        self.images = images
    }
}

/// What a change must exceed, and where that number comes from.
package struct DetectableChange: Hashable, Sendable {
    package let squareMillimetres: Double
    package let source: String

    package init(squareMillimetres: Double, source: String) {
        self.squareMillimetres = squareMillimetres
        self.source = source
    }
}
