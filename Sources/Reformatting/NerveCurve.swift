import Geometry
import StudyModel

/// The axis of a nerve by its length, from its upper end.
///
/// Between two sections it is the cubic that has the points and directions of both: the axis that the
/// nerve was measured along.
package struct NerveCurve: Sendable {
    /// A place on the curve.
    package struct Station: Hashable, Sendable {
        package let point: PatientPoint
        /// Unit vector along the nerve, towards the feet.
        package let direction: PatientPoint
        /// Along the nerve from its upper end, mm.
        package let distance: Double
    }

    /// Close together, by distance.
    private var line: [Station] = []
    private var places: [Int: Double] = [:]

    /// Between neighbouring points of the line, mm.
    private static let fineness = 0.2
    /// Directions that run nearly in the slices are taken as steep as this, so that slopes stay finite.
    private static let leastCosine = 0.05

    /// - Returns: `nil` for fewer than two sections: they have no length.
    package init?(_ course: NerveCourse, in geometry: VolumeGeometry) {
        let sections = course.sections.sorted { $0.slice < $1.slice }
        guard sections.count > 1 else { return nil }
        let isDescending =
            sections[0].centre.superior >= sections[sections.count - 1].centre.superior
        let ordered = isDescending ? sections : sections.reversed()
        append(ordered[0].centre, ordered[0].direction)
        places[ordered[0].slice] = 0
        for (upper, lower) in zip(ordered, ordered.dropFirst()) {
            append(from: upper, to: lower, normal: geometry.normal)
            places[lower.slice] = length
        }
    }

    /// mm
    package var length: Double { line.last?.distance ?? 0 }

    /// Of a section, along the nerve; `nil` for slices without one.
    package func distance(ofSlice slice: Int) -> Double? { places[slice] }

    /// Places at equal distances, from 0.
    package func stations(every step: Double) -> [Station] {
        (0...Int(length / step)).map { station(at: Double($0) * step) }
    }

    /// - Parameter distance: taken to the nearer end where the curve does not reach.
    package func station(at distance: Double) -> Station {
        let after = line.partitioningIndex { $0.distance >= distance }
        guard after > 0 else { return line[0] }
        guard after < line.count else { return line[line.count - 1] }
        let (a, b) = (line[after - 1], line[after])
        let share = (distance - a.distance) / (b.distance - a.distance)
        return Station(
            point: a.point + share * (b.point - a.point),
            direction: (a.direction + share * (b.direction - a.direction)).unit,
            distance: distance)
    }

    /// The place nearest to a point.
    package func nearest(to point: PatientPoint) -> Station {
        line.min { $0.point.distance(to: point) < $1.point.distance(to: point) } ?? line[0]
    }

    private mutating func append(_ point: PatientPoint, _ direction: PatientPoint) {
        let distance = line.last.map { $0.distance + $0.point.distance(to: point) } ?? 0
        line.append(Station(point: point, direction: direction.unit, distance: distance))
    }

    private mutating func append(
        from upper: CourseSection, to lower: CourseSection, normal: PatientPoint
    ) {
        let chord = lower.centre - upper.centre
        let rise = abs(chord.dot(normal))
        func slope(_ section: CourseSection) -> PatientPoint {
            let cosine = max(abs(section.direction.dot(normal)), Self.leastCosine)
            return (rise / cosine) * section.direction
        }
        let (a, b) = (slope(upper), slope(lower))
        let count = max(8, Int((chord.length / Self.fineness).rounded(.up)))
        for index in 1...count {
            let t = Double(index) / Double(count)
            let point =
                upper.centre + (t * t * (3 - 2 * t)) * chord
                + (t * (1 - t) * (1 - t)) * a - (t * t * (1 - t)) * b
            let direction =
                (6 * t * (1 - t)) * chord + ((1 - t) * (1 - 3 * t)) * a
                - (t * (2 - 3 * t)) * b
            append(point, direction)
        }
    }
}

extension PatientPoint {
    fileprivate var unit: PatientPoint { (1 / length) * self }
}

extension Array {
    /// The first index whose element fulfils `isSecond`, which holds from there on.
    fileprivate func partitioningIndex(_ isSecond: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if isSecond(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
