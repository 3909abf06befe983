import Geometry
import StudyModel

/// Links the outlines of a cine, frame after frame, into tracks, and names the one of the nerve.
///
/// An outline continues a track when its centre has moved less than the nerve's own radius and its
/// area has changed by less than a factor of two; among the possible continuations the assignment of
/// least total cost is taken. After a gap the centre may have moved further. Frames are taken one
/// at a time; what is kept per frame is one number per track.
package struct CineTracker {
    /// Furthest step between neighbouring frames, as a share of the equivalent radius.
    private static let reach = 1.0
    /// Added to `reach` for every frame of a gap, up to `widestReach`.
    private static let reachPerGapFrame = 0.15
    private static let widestReach = 3.0
    /// Largest ratio of areas.
    private static let areaFactor = 2.0
    /// Tracks kept; the weakest is dropped.
    private static let mostTracks = 16

    private struct Track {
        var choices: [Int?]
        var weight: Double
        var lastFrame: Int
        var centre: PixelPoint
        var area: Double

        var radius: Double { (area / .pi).squareRoot() }
    }

    private var tracks: [Track] = []
    private var frames = 0

    package init() {}

    /// Takes the outlines of the next frame; none for a frame that abstained.
    package mutating func append(_ nerves: [NerveOutline]) {
        let outlines = nerves.map(\.outline)
        let costs = tracks.map { track in outlines.map { cost(of: $0, continuing: track) } }
        let assigned = Assignment.cheapest(costs: costs, limit: 1)
        for index in tracks.indices {
            tracks[index].choices.append(assigned[index])
            guard let choice = assigned[index] else { continue }
            update(&tracks[index], with: nerves[choice])
        }
        for index in nerves.indices where !assigned.contains(index) {
            var track = Track(
                choices: [Int?](repeating: nil, count: frames) + [index], weight: 0,
                lastFrame: frames, centre: outlines[index].centroid, area: 0)
            update(&track, with: nerves[index])
            tracks.append(track)
        }
        frames += 1
        dropWeakest()
    }

    /// Per frame, the index of the outline that belongs to the track seen most often and most
    /// surely; `nil` in gaps. Empty when no frame had an outline.
    package var nerve: [Int?] {
        tracks.max { ($0.weight, -$0.lastFrame) < ($1.weight, -$1.lastFrame) }?.choices ?? []
    }

    /// 0 for an outline like the last one, 1 at the limit, more beyond it.
    private func cost(of outline: Outline, continuing track: Track) -> Double {
        let gap = Double(frames - track.lastFrame - 1)
        let reach = min(Self.reach + Self.reachPerGapFrame * gap, Self.widestReach)
        let distance = outline.centroid.distanceInPixels(to: track.centre) / (reach * track.radius)
        let area = abs(outline.signedAreaInPixels)
        let ratio = max(area, track.area) / min(area, track.area)
        let change = (ratio - 1) / (Self.areaFactor - 1)
        guard distance <= 1, change <= 1 else { return 2 }
        return (distance + change) / 2
    }

    private func update(_ track: inout Track, with nerve: NerveOutline) {
        track.centre = nerve.outline.centroid
        track.area = abs(nerve.outline.signedAreaInPixels)
        track.lastFrame = frames
        track.weight += nerve.confidence ?? 1
    }

    private mutating func dropWeakest() {
        while tracks.count > Self.mostTracks {
            guard
                let weakest = tracks.indices.min(by: { tracks[$0].weight < tracks[$1].weight })
            else { return }
            tracks.remove(at: weakest)
        }
    }
}
