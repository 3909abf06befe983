/// Marks at equal distances.
struct TickProgression {
    static let fewest = 5
    /// Ticks stray from the rule by up to a pixel, since they are drawn on whole pixels; thick ones
    /// that are aligned by their upper edge by half as much again.
    private static func slack(_ period: Double) -> Double { max(1, min(1.5, 0.05 * period)) }
    /// Distances below this are texture.
    static let shortestPeriod = 6.0
    /// Part of the picture's height that a ruler spans at least.
    private static let shortestSpan = 0.25
    /// Share of the places between first and last tick that hold a mark.
    private static let fewestPlacesFilled = 0.8
    /// Share of the marks between first and last tick that lie on a place.
    private static let fewestMarksOnPlaces = 0.8

    let first: Double
    let period: Double
    let count: Int

    /// The progression through most of `marks` (ascending); `nil` when they follow none.
    init?(of marks: [Double], rows: Int) {
        var best: TickProgression?
        for (index, mark) in marks.enumerated().dropLast(Self.fewest - 1) {
            for next in marks[(index + 1)...].prefix(3) where next - mark >= Self.shortestPeriod {
                guard let found = Self.grown(from: mark, period: next - mark, through: marks),
                    found.count > best?.count ?? 0,
                    Double(found.count - 1) * found.period >= Self.shortestSpan * Double(rows)
                else { continue }
                best = found
            }
        }
        guard let best else { return nil }
        self = best
    }

    private init(first: Double, period: Double, count: Int) {
        (self.first, self.period, self.count) = (first, period, count)
    }

    /// Follows the rule from a first pair, correcting the period on the way.
    private static func grown(from first: Double, period: Double, through marks: [Double])
        -> TickProgression?
    {
        var ticks = [(place: 0.0, row: first)]
        var rule = (first: first, period: period)
        var strays = 0
        for mark in marks where mark > first {
            let place = ((mark - rule.first) / rule.period).rounded()
            guard place > ticks[ticks.count - 1].place,
                abs(rule.first + place * rule.period - mark) <= slack(rule.period)
            else {
                strays += 1
                if strays > 4 + ticks.count / 4 { return nil }
                continue
            }
            if place > ticks[ticks.count - 1].place + 2 { break }
            ticks.append((place, mark))
            rule = line(through: ticks)
        }
        let places = ticks[ticks.count - 1].place + 1
        let last = ticks[ticks.count - 1].row
        let marksInside = marks.count { $0 >= first && $0 <= last }
        guard ticks.count >= fewest, Double(ticks.count) >= fewestPlacesFilled * places,
            Double(ticks.count) >= fewestMarksOnPlaces * Double(marksInside)
        else { return nil }
        return TickProgression(first: rule.first, period: rule.period, count: Int(places))
    }

    /// Least squares.
    private static func line(through ticks: [(place: Double, row: Double)])
        -> (first: Double, period: Double)
    {
        let count = Double(ticks.count)
        let place = ticks.reduce(0) { $0 + $1.place } / count
        let row = ticks.reduce(0) { $0 + $1.row } / count
        let covariance = ticks.reduce(0) { $0 + ($1.place - place) * ($1.row - row) }
        let variance = ticks.reduce(0) { $0 + ($1.place - place) * ($1.place - place) }
        let period = covariance / variance
        return (row - place * period, period)
    }

    /// Whether `next` is the same ruler seen in a neighbouring column.
    func isContinued(by next: TickProgression) -> Bool {
        abs(next.period - period) * Double(min(count, next.count)) <= 2 * Self.slack(period)
            && abs(((next.first - first) / period).rounded() * period + first - next.first)
                <= 2 * Self.slack(period)
    }

    /// The rule by which longer marks stand among the ticks.
    func ticksBetweenLongOnes(lengths: [Int], centres: [Double]) -> Int? {
        var lengthAtPlace: [Int: Int] = [:]
        for (length, centre) in zip(lengths, centres) {
            let place = ((centre - first) / period).rounded()
            guard place >= 0, place < Double(count),
                abs(first + place * period - centre) <= Self.slack(period)
            else { continue }
            lengthAtPlace[Int(place)] = length
        }
        guard let shortest = lengthAtPlace.values.min() else { return nil }
        let long = lengthAtPlace.filter { Double($0.value) >= 1.4 * Double(shortest) }.keys.sorted()
        guard long.count > 1, long.count < lengthAtPlace.count else { return nil }
        let step = long[1] - long[0]
        let isRule = step > 1 && zip(long, long.dropFirst()).allSatisfy { $1 - $0 == step }
        return isRule ? step : nil
    }
}
