import Geometry
import Kernels
import Network
import Raster

/// Looks for nerves with a network, as scripts/training/DECISION.md has it.
final class NerveSearch {
    /// What a search found in one frame.
    struct Result {
        /// Most confident first; those too doubtful to measure included.
        let candidates: [Candidate]
        let vessels: [Outline]
    }

    let recipe: ModelRecipe
    private let runner: ProbabilityRunner
    private var level: Float { recipe.decision.outlineThreshold }

    init(_ model: NetworkModel, tier: KernelTier) throws(SegmentingError) {
        let recipe = try ModelRecipe(model)
        self.recipe = recipe
        runner = try ProbabilityRunner(model, recipe: recipe, tier: tier)
    }

    /// Every nerve in the content of a frame.
    func nerves(
        in luminance: Plane<Float>, content: PixelBox
    ) throws(SegmentingError) -> Result {
        let view = NetworkView(box: content, side: recipe.side)
        let first = try runner.probabilities(of: luminance, view: view)
        let groups = largestGroups(of: first.nerve, level: recipe.decision.candidateThreshold)
        let weights = groups.map { $0.sum(of: first.nerve) }
        var candidates: [Candidate] = []
        for (index, group) in groups.enumerated() {
            let rival = weights.indices.filter { $0 != index }.map { weights[$0] }.max()
            let seen = FirstGroup(group: group, rival: rival, probabilities: first)
            let found = try candidate(seen, in: luminance, content: content)
            if let found { candidates.append(found) }
        }
        return Result(
            candidates: candidates.ranked(droppingOverlapAbove: recipe.decision.overlap),
            vessels: vessels(in: first))
    }

    /// A group of the whole content, looked at again in a view of its own if the model wants that.
    private func candidate(
        _ first: FirstGroup, in luminance: Plane<Float>, content: PixelBox
    ) throws(SegmentingError) -> Candidate? {
        let whole = first.probabilities
        let pixel = InnerPoint.deepest(of: first.group, on: whole.nerve.size)
        let seed = whole.view.framePoint(
            of: PixelPoint(column: Double(pixel.column), row: Double(pixel.row)))
        let second =
            recipe.decision.refine
            ? try runner.probabilities(
                of: luminance, view: seededView(at: seed, content: content),
                prompt: .question(seed))
            : whole
        guard let outlined = outlined(at: seed, in: second) else { return nil }
        let features = first.completed(outlined.features, outlined: outlined)
        return Candidate(outlined, level: level, features: features, judgement: recipe.automatic)
    }

    /// The nerve at a point; `nil` when there is none.
    func nerve(
        at point: PixelPoint, in luminance: Plane<Float>, content: PixelBox
    ) throws(SegmentingError) -> Candidate? {
        let seen = try runner.probabilities(
            of: luminance, view: seededView(at: point, content: content), prompt: .asserted(point))
        guard let outlined = outlined(at: point, in: seen) else { return nil }
        return Candidate(
            outlined, level: level, features: outlined.features, judgement: recipe.seeded)
    }

    /// The nerve that fills most of a box; `nil` when there is none.
    func nerve(
        in box: PixelBox, in luminance: Plane<Float>, content: PixelBox
    ) throws(SegmentingError) -> Candidate? {
        let centre = box.centre
        // A box that the usual view cannot hold is shown with a fifth of it around.
        let view = seededView(
            at: centre, content: content, smallestSide: max(box.columns, box.rows) * 7 / 5)
        let seen = try runner.probabilities(of: luminance, view: view, prompt: .asserted(centre))
        let groups = ConnectedGroups(of: seen.nerve, connectivity: .eight) { $0 >= level }
        let corners = box.corners
        guard
            let group = SeededGroup.between(
                view.networkPoint(of: corners.first), view.networkPoint(of: corners.last),
                in: groups, plane: seen.nerve)
        else { return nil }
        let outlined = OutlinedGroup(group: group, groups: groups, probabilities: seen)
        return Candidate(
            outlined, level: level, features: outlined.features, judgement: recipe.seeded)
    }

    private func seededView(
        at point: PixelPoint, content: PixelBox, smallestSide: Int = 0
    ) -> NetworkView {
        NetworkView(
            around: point, crop: recipe.seedCrop, content: content, side: recipe.side,
            smallestSide: smallestSide)
    }

    /// The group at a frame position.
    private func outlined(at point: PixelPoint, in seen: Probabilities) -> OutlinedGroup? {
        let groups = ConnectedGroups(of: seen.nerve, connectivity: .eight) { $0 >= level }
        return SeededGroup.at(
            seen.view.networkPoint(of: point), in: groups, radius: Decision.seedRadius
        ).map { OutlinedGroup(group: $0, groups: groups, probabilities: seen) }
    }

    /// The groups worth a look, largest first; of equals, the first in raster order.
    private func largestGroups(of plane: Plane<Float>, level: Float) -> [PixelGroup] {
        let groups = ConnectedGroups(of: plane, connectivity: .eight) { $0 >= level }
        let worthy = groups.groups.filter { $0.count >= recipe.decision.minimumArea }
        let sorted = worthy.sorted {
            ($1.count, $0.number) < ($0.count, $1.number)
        }
        return Array(sorted.prefix(recipe.decision.mostCandidates))
    }

    private func vessels(in first: Probabilities) -> [Outline] {
        guard let plane = first.vessel else { return [] }
        let groups = ConnectedGroups(of: plane, connectivity: .eight) { $0 >= 0.5 }
        return groups.groups.compactMap { group in
            guard group.count >= recipe.decision.minimumArea else { return nil }
            return PlaneOutline.outline(
                of: group, in: groups, plane: plane, level: 0.5, view: first.view)
        }
    }
}

extension PixelBox {
    var centre: PixelPoint {
        PixelPoint(
            column: Double(column) + Double(columns - 1) / 2,
            row: Double(row) + Double(rows - 1) / 2)
    }

    /// The outer corners of the first and the last pixel.
    fileprivate var corners: (first: PixelPoint, last: PixelPoint) {
        (
            PixelPoint(column: Double(column) - 0.5, row: Double(row) - 0.5),
            PixelPoint(column: Double(endColumn) - 0.5, row: Double(endRow) - 0.5)
        )
    }
}
