import Calibrating
import Geometry
import Reporting
import StudyModel

/// What an edit makes of a reading. Coordinates are kept with the decimals of reports, so that the
/// file and the page mean the same outline.
enum EditRules {
    static let decimals = NerveRecord.outlineDecimals
    static let longestComment = 2000
    /// Shorter distances cannot be clicked to 1 %.
    static let shortestRuler = 40.0

    /// The frame that is edited, as it is seen.
    struct Sight {
        let bounds: PixelBox
        /// The nerves in the picture, by rank.
        let nerves: [NerveRecord]
    }

    /// - Parameter reading: what was said of the frame so far.
    static func search(
        _ seed: Seed, adds: Bool, in reading: FrameReading, _ sight: Sight
    ) throws(EditProblem) -> FrameReading {
        let seed = try checked(seed, in: sight.bounds)
        var result = reading
        let kept = adds ? statements(of: reading, sight) : []
        result.seeds = kept.contains(seed) ? kept : kept + [seed]
        result.searched = []
        result.verdict = nil
        return result
    }

    /// A point on the path through an MR series. It takes the place of the point of the same nerve in
    /// the slice: the nerve of the other side is at least as far away as the pelvis is wide there.
    ///
    /// - Parameter adds: keeps every point.
    static func pathPoint(
        _ seed: Seed, adds: Bool, in reading: FrameReading, _ sight: Sight
    ) throws(EditProblem) -> FrameReading {
        let seed = try checked(seed, in: sight.bounds)
        var result = reading
        let apart = Double(sight.bounds.columns) / 6
        result.seeds = reading.seeds.filter { other in
            guard let place = other.place, let new = seed.place else { return false }
            return adds || place.distanceInPixels(to: new) > apart
        }
        if !result.seeds.contains(seed) { result.seeds.append(seed) }
        result.searched = []
        result.verdict = nil
        return result
    }

    static func outline(
        _ outline: Outline, replacing rank: Int?, in reading: FrameReading, _ sight: Sight
    ) throws(EditProblem) -> FrameReading {
        guard case .outline(let outline) = try checked(.outline(outline), in: sight.bounds) else {
            return reading
        }
        var outlines = drawn(sight)
        if let rank {
            guard let index = sight.nerves.firstIndex(where: { $0.rank == rank }) else {
                throw .noSuchNerve(rank: rank)
            }
            outlines[index] = outline
        } else if !outlines.contains(outline) {
            // A seed file states every seed once.
            outlines.append(outline)
        }
        var result = reading
        if reading.seeds.contains(where: \.isSearch) { result.searched = reading.seeds }
        result.seeds = outlines.map { .outline($0) }
        result.verdict = nil
        return result
    }

    /// Without its last nerve the frame has none.
    static func remove(
        rank: Int, in reading: FrameReading, _ sight: Sight
    ) throws(EditProblem) -> FrameReading {
        guard let index = sight.nerves.firstIndex(where: { $0.rank == rank }) else {
            throw .noSuchNerve(rank: rank)
        }
        var result = reading
        result.verdict = nil
        if let remaining = searches(of: reading, without: sight.nerves[index]) {
            result.seeds = remaining
        } else {
            var outlines = drawn(sight)
            outlines.remove(at: index)
            result.seeds = outlines.map { .outline($0) }
        }
        if result.seeds.isEmpty { result.seeds = [.noNerve] }
        return result
    }

    static func replacing(_ seeds: [Seed], in reading: FrameReading) -> FrameReading {
        var result = reading
        result.seeds = seeds
        result.searched = []
        result.verdict = nil
        return result
    }

    static func comment(_ text: String, in reading: FrameReading) throws(EditProblem)
        -> FrameReading
    {
        guard text.unicodeScalars.count <= longestComment else {
            throw .longComment(allowed: longestComment)
        }
        var result = reading
        result.comment = text
        return result
    }

    static func spacing(
        _ from: PixelPoint, _ to: PixelPoint, millimetres: Double
    ) throws(EditProblem) -> StatedSpacing {
        let pixels = from.distanceInPixels(to: to)
        guard pixels >= shortestRuler else {
            throw .shortRuler(pixels: pixels.rounded(toDecimals: 1) ?? 0, least: shortestRuler)
        }
        let spacing = (millimetres / pixels).rounded(toDecimals: 5) ?? 0
        return try checked(StatedSpacing(betweenRows: spacing, betweenColumns: spacing))
    }

    static func checked(_ spacing: StatedSpacing) throws(EditProblem) -> StatedSpacing {
        guard spacing.isPossible else {
            throw .impossibleSpacing(
                millimetresPerPixel: spacing.betweenRows.rounded(toDecimals: 5) ?? 0)
        }
        return spacing
    }
}

extension EditRules {
    /// What is in the picture, said so that it stays when something is added.
    private static func statements(of reading: FrameReading, _ sight: Sight) -> [Seed] {
        if reading.seeds == [.noNerve] { return [] }
        return reading.seeds.isEmpty ? drawn(sight).map { .outline($0) } : reading.seeds
    }

    /// One per nerve.
    private static func drawn(_ sight: Sight) -> [Outline] {
        sight.nerves.map { nerve in
            do throws(OutlineError) { return try Outline(closing: nerve.outline) } catch {
                preconditionFailure("what was measured \(error.message)")
            }
        }
    }

    /// The points and boxes of a frame that has nothing else, without those of `nerve`; `nil` when
    /// none of them can be told to be its own.
    private static func searches(of reading: FrameReading, without nerve: NerveRecord) -> [Seed]? {
        guard nerve.provenance == .seeded, let outline = try? Outline(closing: nerve.outline)
        else { return nil }
        let remaining = reading.seeds.filter { seed in
            switch seed {
            case .point(let point): !outline.encloses(point)
            case .box(let box): !box.contains(outline.centroid)
            case .outline, .mask, .noNerve: true
            }
        }
        return remaining.count < reading.seeds.count ? remaining : nil
    }

    static func checked(_ seed: Seed, in bounds: PixelBox) throws(EditProblem) -> Seed {
        let extent = "\(bounds.columns) × \(bounds.rows)"
        switch seed {
        case .point(let point):
            let point = rounded(point)
            guard bounds.contains(point) else {
                throw .outside(what: "the point", extent: extent)
            }
            return .point(point)
        case .box(let box):
            guard bounds.intersection(box) == box else {
                throw .outside(what: "the box", extent: extent)
            }
            return seed
        case .outline(let outline):
            let vertices = outline.vertices.map(rounded)
            guard vertices.allSatisfy(bounds.contains),
                let outline = try? Outline(closing: vertices)
            else { throw .outside(what: "the outline", extent: extent) }
            return .outline(outline)
        case .mask, .noNerve: return seed
        }
    }

    static func rounded(_ seed: Seed) -> Seed {
        if case .point(let point) = seed { .point(rounded(point)) } else { seed }
    }

    private static func rounded(_ point: PixelPoint) -> PixelPoint {
        PixelPoint(
            column: point.column.rounded(toDecimals: decimals) ?? -1,
            row: point.row.rounded(toDecimals: decimals) ?? -1)
    }
}

extension Seed {
    /// Where a search begins.
    fileprivate var place: PixelPoint? {
        switch self {
        case .point(let point): point
        case .box(let box): box.centre
        case .outline, .mask, .noNerve: nil
        }
    }

    /// Whether the nerve is still to be found.
    fileprivate var isSearch: Bool {
        switch self {
        case .point, .box: true
        case .outline, .mask, .noNerve: false
        }
    }
}
