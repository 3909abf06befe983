import Anatomy
import Geometry
import StudyModel

/// Follows the sciatic nerve of each side through a labelled volume.
package struct NervePathFinder {
    /// Of one side.
    package typealias Result = Outcome<NervePath, PathAbsence>

    private let volume: LabelledVolume
    /// `nil` when it could not be found.
    package let midline: PelvicMidline?

    private static let fewestSections = 3
    /// mm, of a path whose ends nobody gave.
    private static let shortest = 12.0
    /// Parts of a divided nerve lie within this distance, mm.
    private static let partReach = 45.0
    /// Smallest second part, as a share of the first; the peroneal part is 0.3 of the nerve
    /// (FU Med Biol), in a cut across less.
    private static let leastPart = 0.15
    /// Of the slices of its length in which a second part is seen.
    private static let leastSeen = 0.7

    package init(_ volume: LabelledVolume) {
        self.init(volume, midline: MidlineFinder(volume).midline())
    }

    /// - Parameter midline: where it is known; `nil` for unknown.
    package init(_ volume: LabelledVolume, midline: PelvicMidline?) {
        self.volume = volume
        self.midline = midline
    }

    package func paths(seeds: VolumeSeeds = VolumeSeeds()) -> [Laterality: Result] {
        guard let midline else {
            return [.left: .abstained(.sideUnknown), .right: .abstained(.sideUnknown)]
        }
        let reader = SectionCandidates(volume: volume, midline: midline)
        let all = reader.all()
        return Laterality.allCases.reduce(into: [:]) { paths, side in
            let own = all.map { $0.filter { ($0.offset > 0) == (side == .left) } }
            let given = SideSeeds(seeds, side: side, midline: midline, geometry: volume.geometry)
            paths[side] = path(on: side, given.applied(to: own, reader), given, reader)
        }
    }

    /// The points of each side, where it is known.
    package func nerves(of seeds: VolumeSeeds) -> [[PatientPoint]] {
        guard let midline else { return [] }
        return Laterality.allCases
            .map { side in seeds.points.filter { midline.side(of: $0) == side } }
            .filter { !$0.isEmpty }
    }

    private func path(
        on side: Laterality, _ candidates: [[SectionCandidate]], _ seeds: SideSeeds,
        _ reader: SectionCandidates
    ) -> Result {
        guard candidates.contains(where: { !$0.isEmpty }) else { return .abstained(.noCandidate) }
        guard let candidates = seeds.held(candidates) else {
            return .abstained(.seedMissesNerve)
        }
        let heights = volume.geometry.planes.indices.map { volume.geometry.height(ofSlice: $0) }
        let linking = PathLinking(heights: heights)
        let main = linking.path(candidates)
        guard let first = main.first, let last = main.last, main.count >= Self.fewestSections,
            seeds.points.count > 1
                || heights[last.slice] - heights[first.slice] >= Self.shortest
        else { return .abstained(.tooShort) }
        let chosen = main.map { candidates[$0.slice][$0.index] }
        guard seeds.drawnSlices.isSubset(of: chosen.filter(\.isDrawn).map(\.slice)) else {
            return .abstained(.drawnOutlineApart)
        }
        let others = companions(of: chosen, among: candidates)
        let parts = steady(linking.path(others).map { others[$0.slice][$0.index] })
        let sections = chosen.compactMap { section($0, with: parts, reader) }
        return .value(
            NervePath(
                side: side, provenance: seeds.points.isEmpty ? .automatic : .seeded,
                sections: sections))
    }

    /// Candidates that are not on the path and could be the other part of the nerve.
    private func companions(
        of path: [SectionCandidate], among candidates: [[SectionCandidate]]
    ) -> [[SectionCandidate]] {
        var result = candidates.map { _ in [SectionCandidate]() }
        for section in path {
            result[section.slice] = candidates[section.slice].filter {
                $0.outlines != section.outlines
                    && $0.place.distance(to: section.place) <= Self.partReach
                    && $0.area >= Self.leastPart * section.area
            }
        }
        return result
    }

    /// The same when it is seen in most slices of its length; specks that happen to line up are not.
    private func steady(_ part: [SectionCandidate]) -> [SectionCandidate] {
        guard part.count >= Self.fewestSections else { return [] }
        let length = part[part.count - 1].slice - part[0].slice + 1
        return Double(part.count) >= Self.leastSeen * Double(length) ? part : []
    }

    private func section(
        _ main: SectionCandidate, with parts: [SectionCandidate], _ reader: SectionCandidates
    ) -> NervePath.Section? {
        let own = parts.filter { $0.slice == main.slice }
        let outlines = main.outlines + own.flatMap(\.outlines)
        guard let whole = reader.candidate(slice: main.slice, outlines: outlines) else {
            return nil
        }
        var flags: [QualityFlag] = []
        if whole.touchesBorder { flags.append(.borderContact) }
        if outlines.count > 1 { flags.append(.severalComponents) }
        return NervePath.Section(
            slice: main.slice, outlines: whole.outlines, centre: whole.place, flags: flags,
            isDrawn: main.isDrawn)
    }
}
