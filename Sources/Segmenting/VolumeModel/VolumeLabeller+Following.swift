import Foundation
import Geometry
import Raster
import StudyModel

extension VolumeLabeller {
    /// Looks again along nerves that a person has pointed at.
    ///
    /// From a point to the next the view keeps to the nerve that it saw last, and goes straight on where it
    /// sees none. The network is told where the nerve is expected; it may still see nothing there.
    ///
    /// - Parameters:
    ///   - seen: the labels of `planes` so far.
    ///   - nerves: points of each nerve, in any order.
    package func labels(
        lookingAgain seen: LabelledVolume, along nerves: [[PatientPoint]], planes: [Plane<Float>]
    ) throws(SegmentingError) -> LabelledVolume {
        guard let probabilities = seen.nerveProbability else { return seen }
        var sampler = NeighbourSampler(
            planes: planes, window: GreyWindow(planes, recipe: recipe), geometry: seen.geometry)
        var merges = zip(seen.labels, probabilities).map { ViewMerge(labels: $0, nerve: $1) }
        for points in nerves {
            let seeds = points.compactMap { SliceSeed($0, in: seen.geometry) }
                .sorted { $0.slice < $1.slice }
            for (index, seed) in seeds.enumerated() {
                try follow(
                    from: seed, to: seeds.dropFirst(index + 1).first, &sampler, &merges)
            }
        }
        return LabelledVolume(
            geometry: seen.geometry, labels: merges.map { $0.labels(nerveFrom: Self.level) },
            nerveProbability: merges.map(\.nerve), trust: seen.trust)
    }

    /// Up to the slice before `next`.
    private func follow(
        from seed: SliceSeed, to next: SliceSeed?, _ sampler: inout NeighbourSampler,
        _ merges: inout [ViewMerge]
    ) throws(SegmentingError) {
        var place = seed.place
        for slice in seed.slice..<max(seed.slice + 1, next?.slice ?? 0) {
            if let next, slice > seed.slice {
                let rest = 1 / Double(next.slice - slice + 1)
                place = PixelPoint(
                    column: place.column + (next.place.column - place.column) * rest,
                    row: place.row + (next.place.row - place.row) * rest)
            }
            try look(at: place, isSeeded: true, slice, of: &sampler, &merges[slice])
            place = middle(of: merges[slice].nerve, near: place, sampler.pixel(of: slice)) ?? place
        }
    }

    /// Of the nerve that comes nearest to `place`; `nil` when none comes within reach.
    ///
    /// - Parameter pixel: mm
    private func middle(
        of nerve: Plane<Float>, near place: PixelPoint, _ pixel: Double
    ) -> PixelPoint? {
        let columns = nerve.size.columns
        let groups = PixelGroup.groups(of: nerve, connectivity: .eight) { $0 >= Self.level }
        let nearest = groups.map { group in
            let distances = group.pixels.map { pixel in
                hypot(
                    Double(pixel % columns) - place.column, Double(pixel / columns) - place.row)
            }
            return (group: group, distance: distances.min() ?? .infinity)
        }.min { $0.distance < $1.distance }
        guard let nearest, nearest.distance * pixel <= recipe.reach else { return nil }
        return nearest.group.middle(columns: columns)
    }
}

/// A person's point on its slice.
private struct SliceSeed {
    let slice: Int
    let place: PixelPoint

    init?(_ point: PatientPoint, in geometry: VolumeGeometry) {
        guard let slice = geometry.slice(nearest: point) else { return nil }
        self.slice = slice
        place = geometry.planes[slice].pixel(under: point).pixel
    }
}
