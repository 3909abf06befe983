import Geometry

/// Links candidates of neighbouring slices into the smoothest long path (dynamic programming).
///
/// A path earns by the size of its sections and pays for steps sideways beyond what a slanted nerve
/// needs, for changes of size and shape, and for slices that it leaves out. The best path is found over
/// all starts, ends and choices; nothing depends on the order of slices.
struct PathLinking {
    /// mm from the first slice.
    let heights: [Double]

    /// A section of this area earns all that one section can, mm²; the least published nerve is 33.
    private static let fullArea = 30.0
    /// Sideways mm per mm along the normal that cost nothing; the nerve runs at 66° to the transverse
    /// plane (Surg Radiol Anat 2008;30:467), that is 0.45.
    private static let freeSlope = 0.5
    /// Sideways mm beyond that which cost as much as a section earns.
    private static let costlyStep = 5.0
    private static let furthestStep = 14.0
    private static let longestGap = 30.0
    private static let costOfGap = 0.25

    /// - Parameter candidates: per slice.
    /// - Returns: the places of the path in `candidates`, one per slice at most.
    func path(_ candidates: [[SectionCandidate]]) -> [(slice: Int, index: Int)] {
        var scores = candidates.map { $0.map { Self.earning($0) } }
        var before: [[(slice: Int, index: Int)?]] = candidates.map { $0.map { _ in nil } }
        var best: (score: Double, at: (slice: Int, index: Int)?) = (0, nil)
        for slice in candidates.indices {
            for (index, candidate) in candidates[slice].enumerated() {
                let own = scores[slice][index]
                for earlier in stride(from: slice - 1, through: 0, by: -1) {
                    guard heights[slice] - heights[earlier] <= Self.longestGap else { break }
                    for (other, previous) in candidates[earlier].enumerated() {
                        guard let cost = cost(from: previous, to: candidate) else { continue }
                        let total = scores[earlier][other] + own - cost
                        if total > scores[slice][index] {
                            scores[slice][index] = total
                            before[slice][index] = (earlier, other)
                        }
                    }
                }
                if scores[slice][index] > best.score {
                    best = (scores[slice][index], (slice, index))
                }
            }
        }
        var path: [(slice: Int, index: Int)] = []
        while let at = best.at {
            path.append(at)
            best.at = before[at.slice][at.index]
        }
        return path.reversed()
    }

    private static func earning(_ candidate: SectionCandidate) -> Double {
        min(1, candidate.area / fullArea)
    }

    /// `nil` for a step that no nerve takes.
    private func cost(from a: SectionCandidate, to b: SectionCandidate) -> Double? {
        let rise = heights[b.slice] - heights[a.slice]
        let step = b.place - a.place
        let sideways = max(0, step.dot(step) - rise * rise).squareRoot()
        let excess = max(0, sideways - Self.freeSlope * rise)
        guard excess <= Self.furthestStep else { return nil }
        let ratio = max(a.area, b.area) / min(a.area, b.area)
        let missing = Double(b.slice - a.slice - 1)
        let bend = excess / Self.costlyStep
        return bend * bend + min(1, 0.3 * (ratio - 1)) + 0.3 * a.shape.difference(from: b.shape)
            + missing * Self.costOfGap
    }
}
