import Anatomy
import Geometry
import Kernels
import Network
import Raster
import StudyModel

/// Labels every pixel of an MR volume with a network, in two passes: each slice whole, then again around
/// whatever looks like a nerve, at twice the resolution (scripts/training/mr_predict.py is the same in
/// Python).
///
/// One per worker: it owns the memory of the network's forward passes.
package final class VolumeLabeller {
    package let recipe: VolumeRecipe
    private let model: NetworkModel
    private let tier: KernelTier
    private let fineRunner: NetworkRunner
    private let bump: Plane<Float>
    private var wholeRunner: NetworkRunner?

    /// - Throws: `SegmentingError.modelUnusable`.
    package init(_ model: NetworkModel, tier: KernelTier = .best) throws(SegmentingError) {
        self.model = model
        self.tier = tier
        recipe = try VolumeRecipe(model)
        fineRunner = try Self.runner(model, columns: recipe.fineSide, rows: recipe.fineSide, tier)
        bump = .bump(side: recipe.fineSide, sigma: recipe.seedSigma)
    }

    /// - Parameter planes: grey levels, one per slice of `geometry`, in its order.
    package func labels(
        of planes: [Plane<Float>], geometry: VolumeGeometry
    ) throws(SegmentingError) -> LabelledVolume {
        let window = GreyWindow(planes, recipe: recipe)
        var sampler = NeighbourSampler(planes: planes, window: window, geometry: geometry)
        var labels: [LabelPlane] = []
        var nerves: [Plane<Float>] = []
        for slice in planes.indices {
            let (label, nerve) = try labelled(slice, of: &sampler)
            labels.append(label)
            nerves.append(nerve)
        }
        return LabelledVolume(
            geometry: geometry, labels: labels, nerveProbability: nerves, trust: recipe.trust)
    }

    private func labelled(
        _ slice: Int, of sampler: inout NeighbourSampler
    ) throws(SegmentingError) -> (LabelPlane, Plane<Float>) {
        let whole = sampler.wholeView(of: slice, step: recipe.coarse)
        let runner = try wholeRunner(for: whole.size)
        let coarse = try run(runner, sampler.channels(of: slice, view: whole))
        var merge = ViewMerge(size: sampler.size, labels: recipe.labels)
        merge.add(coarse, of: whole, nerve: recipe.nervePlane)
        for centre in candidates(in: coarse[recipe.nervePlane]) {
            let place = whole.sourcePoint(column: centre.column, row: centre.row)
            try look(at: place, slice, of: &sampler, &merge)
        }
        return (merge.labels(nerveFrom: Self.level), merge.nerve)
    }

    /// Nerve probability from which a pixel is nerve.
    static let level: Float = 0.5

    /// Puts what a fine view about `place` says of the nerve into `merge`.
    ///
    /// - Parameter isSeeded: a person's point, or what follows from it, lies there.
    func look(
        at place: PixelPoint, isSeeded: Bool = false, _ slice: Int,
        of sampler: inout NeighbourSampler, _ merge: inout ViewMerge
    ) throws(SegmentingError) {
        let view = sampler.view(of: slice, at: place, step: recipe.fine, side: recipe.fineSide)
        let channels = sampler.channels(of: slice, view: view, seed: isSeeded ? bump : nil)
        let seen = try run(fineRunner, channels)
        merge.replaceNerve(by: seen[recipe.nervePlane], of: view, rim: recipe.rim)
    }

    /// Middles of the likeliest groups, likeliest first, in view pixels; one that an earlier one's view
    /// shows well is left to it.
    private func candidates(in nerve: Plane<Float>) -> [PixelPoint] {
        let groups = PixelGroup.groups(of: nerve, connectivity: .eight) {
            $0 >= recipe.candidateThreshold
        }
        let smallest = recipe.smallestCandidate / (recipe.coarse * recipe.coarse)
        let worthy = groups.filter { Double($0.count) >= smallest }
            .map { (group: $0, weight: $0.sum(of: nerve)) }
            .sorted { ($1.weight, $0.group.number) < ($0.weight, $1.group.number) }
        let reach =
            (Double(recipe.fineSide) / 2 - Double(recipe.rim)) * recipe.fine / recipe.coarse - 12
        var kept: [PixelPoint] = []
        for (group, _) in worthy where kept.count < recipe.mostViews {
            let middle = group.middle(columns: nerve.size.columns)
            let isSeen = kept.contains {
                max(abs($0.column - middle.column), abs($0.row - middle.row)) <= reach
            }
            if !isSeen { kept.append(middle) }
        }
        return kept
    }

    private func wholeRunner(for size: PlaneSize) throws(SegmentingError) -> NetworkRunner {
        if let wholeRunner, wholeRunner.inputSize == size { return wholeRunner }
        let made = try Self.runner(model, columns: size.columns, rows: size.rows, tier)
        wholeRunner = made
        return made
    }

    private static func runner(
        _ model: NetworkModel, columns: Int, rows: Int, _ tier: KernelTier
    ) throws(SegmentingError) -> NetworkRunner {
        guard let size = PlaneSize(columns: columns, rows: rows) else {
            throw .modelUnusable("its input has no pixels")
        }
        do throws(ModelError) {
            return try NetworkRunner(model, inputSize: size, tier: tier)
        } catch {
            throw .modelUnusable(error.description)
        }
    }

    private func run(
        _ runner: NetworkRunner, _ planes: [Plane<Float>]
    ) throws(SegmentingError) -> [Plane<Float>] {
        do throws(ModelError) {
            return try runner.run(planes)
        } catch {
            throw .modelUnusable(error.description)
        }
    }
}

extension PixelGroup {
    func middle(columns: Int) -> PixelPoint {
        var (column, row) = (0.0, 0.0)
        for pixel in pixels {
            column += Double(pixel % columns)
            row += Double(pixel / columns)
        }
        return PixelPoint(column: column / Double(count), row: row / Double(count))
    }
}
