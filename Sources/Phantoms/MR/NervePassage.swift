/// How a nerve, or one part of it, gets past piriformis.
enum NervePassage: Sendable {
    /// In front of the belly and out under its lower edge.
    case below
    /// Through the belly.
    case through
    /// Over the upper edge and down behind the belly.
    case above

    /// How far the course lies outwards of one below at most, mm, and at which height.
    var outwards: Double {
        switch self {
        case .below: 0
        case .through: 6
        case .above: 12
        }
    }

    var height: Double { self == .above ? 62 : 46 }
}

extension SciaticVariant {
    /// Of the undivided nerve, or of the tibial part and then the peroneal.
    var passages: [NervePassage] {
        switch self {
        case .a: [.below]
        case .b: [.below, .through]
        case .c: [.below, .above]
        case .d: [.through]
        case .e: [.through, .above]
        case .f: [.above]
        }
    }
}

/// Piriformis of one side as it is drawn, and how nerves are led past it.
struct PiriformisPassage {
    let tube: Tube
    /// From where a point is to where shapes are asked for it.
    let warp: (PatientVector) -> PatientVector

    /// mm between the nerve and the muscle: the nerve's bed and a little more.
    static let gap = NervePainter.bed + 0.4
    private static let step = 2.0
    /// Ways that are long enough to be on the far side of the largest muscle, mm.
    private static let farthest = 60.0

    /// Distance from the muscle's surface in mm, negative inside.
    func field(at point: PatientVector) -> Double { tube.field(at: warp(point)) }

    /// Moves a course forwards or backwards, no more than it takes.
    func lead(_ course: inout NerveCourse, _ passage: NervePassage) {
        switch passage {
        case .below: clear(&course, towards: -1, reach: 6)
        case .above: clear(&course, towards: 1, reach: 12)
        case .through: pierce(&course)
        }
    }

    /// A section that is moved leans otherwise, so that it is asked again.
    private func clear(_ course: inout NerveCourse, towards sign: Double, reach: Double) {
        let heights = heights(of: course)
        for _ in 0..<4 {
            let needed = heights.map { way(course.station(height: $0), towards: sign) }
            guard needed.contains(where: { $0 > 0 }) else { return }
            let shifts = Self.envelope(needed, reach: Int(reach / Self.step))
            course.shift { sign * Self.value(shifts, at: ($0 - heights[0]) / Self.step) }
        }
    }

    /// Leads the centre line through the middle of the belly.
    private func pierce(_ course: inout NerveCourse) {
        let inside = heights(of: course).compactMap { height in
            belly(at: course.station(height: height).centreVector).map { (height, $0) }
        }
        guard !inside.isEmpty else { return }
        let (middle, offset) = inside[inside.count / 2]
        course.shift { offset * ReproducibleMath.bump(($0 - middle) / 28) }
    }

    /// From a point, backwards to the middle of the belly, mm; `nil` when it is not met.
    func belly(at point: PatientVector) -> Double? {
        let hits = stride(from: -Self.farthest, through: Self.farthest, by: 0.5).filter {
            field(at: point + PatientVector(0, $0, 0)) < 0
        }
        guard let first = hits.first, let last = hits.last else { return nil }
        return (first + last) / 2
    }

    /// How far a section has to go, from the far side until it would touch.
    private func way(_ station: NerveCourse.Station, towards sign: Double) -> Double {
        let border = station.border(count: 12)
        var way = Self.farthest
        while way > 0 {
            let shift = PatientVector(0, sign * way, 0)
            let free = border.map { field(at: $0 + shift) }.min().map { $0 - Self.gap } ?? 0
            if free < 0.05 { return way }
            way -= max(0.1, 0.6 * free)
        }
        return 0
    }

    /// Of a course beside the muscle, `step` mm apart.
    private func heights(of course: NerveCourse) -> [Double] {
        let (lowest, highest) = tube.box
        let margin = 12.0
        let bottom = max(course.heights.lowerBound, lowest.z - margin)
        let top = min(course.heights.upperBound, highest.z + margin)
        return Array(stride(from: bottom, through: max(bottom, top), by: Self.step))
    }

    /// A smooth series that is nowhere below `needed`: the mean of the largest around.
    static func envelope(_ needed: [Double], reach: Int) -> [Double] {
        func window(_ index: Int) -> ClosedRange<Int> {
            max(0, index - reach)...min(needed.count - 1, index + reach)
        }
        let largest = needed.indices.map { needed[window($0)].max() ?? 0 }
        return needed.indices.map { index in
            largest[window(index)].reduce(0, +) / Double(window(index).count)
        }
    }

    private static func value(_ series: [Double], at position: Double) -> Double {
        let place = min(max(position, 0), Double(series.count - 1))
        let index = min(Int(place), max(0, series.count - 2))
        guard index + 1 < series.count else { return series[index] }
        return series[index] + (series[index + 1] - series[index]) * (place - Double(index))
    }
}
