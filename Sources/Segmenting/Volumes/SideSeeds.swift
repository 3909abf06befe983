import Anatomy
import Geometry
import StudyModel

/// What a person gives for the nerve of one side.
struct SideSeeds {
    let points: [PatientPoint]
    private let drawn: [Int: [Outline]]
    private let withoutNerve: Set<Int>
    private let geometry: VolumeGeometry

    /// Furthest that a point may lie from the nerve's centre, mm.
    private static let reach = 8.0

    init(
        _ seeds: VolumeSeeds, side: Laterality, midline: PelvicMidline, geometry: VolumeGeometry
    ) {
        points = seeds.points.filter { midline.side(of: $0) == side }
        drawn = seeds.drawn.reduce(into: [:]) { drawn, entry in
            let plane = geometry.planes[entry.key]
            let own = entry.value.filter { outline in
                let centre = SectionShape(outline, spacing: plane.spacing).centroid
                return midline.side(of: plane.patientPoint(at: centre)) == side
            }
            if !own.isEmpty { drawn[entry.key] = own }
        }
        withoutNerve = seeds.withoutNerve
        self.geometry = geometry
    }

    var drawnSlices: Set<Int> { Set(drawn.keys) }

    /// `candidates` by slice, with what was drawn in place of what was found.
    func applied(
        to candidates: [[SectionCandidate]], _ reader: SectionCandidates
    ) -> [[SectionCandidate]] {
        var result = candidates
        for slice in withoutNerve { result[slice] = [] }
        for (slice, outlines) in drawn {
            var candidate = reader.candidate(slice: slice, outlines: outlines)
            candidate?.isDrawn = true
            result[slice] = [candidate].compactMap(\.self)
        }
        return result
    }

    /// In the slice of a point the candidate under it alone; between two points only. `nil` when a point
    /// has no candidate within reach.
    func held(_ candidates: [[SectionCandidate]]) -> [[SectionCandidate]]? {
        guard !points.isEmpty else { return candidates }
        var held = candidates
        var slices: [Int] = []
        for point in points {
            guard let slice = geometry.slice(nearest: point) else { return nil }
            let nearest = candidates[slice].min {
                $0.place.distance(to: point) < $1.place.distance(to: point)
            }
            guard let nearest, nearest.place.distance(to: point) <= Self.reach else { return nil }
            held[slice] = [nearest]
            slices.append(slice)
        }
        if slices.count > 1, let low = slices.min(), let high = slices.max() {
            for slice in held.indices where !(low...high).contains(slice) { held[slice] = [] }
        }
        return held
    }
}
