import Geometry
import Kernels
import Network
import Raster

/// What the network says about one view: probabilities of the view's `columns` × `rows` pixels.
struct Probabilities: Sendable {
    let view: NetworkView
    /// Mean of the view and its mirror image when both were run.
    let nerve: Plane<Float>
    let vessel: Plane<Float>?
}

/// Runs one model on views of frames; owns the memory of a forward pass.
final class ProbabilityRunner {
    private let recipe: ModelRecipe
    private let runner: NetworkRunner
    private let kernels: PlaneKernels

    init(_ model: NetworkModel, recipe: ModelRecipe, tier: KernelTier) throws(SegmentingError) {
        guard let size = PlaneSize(columns: recipe.side, rows: recipe.side) else {
            throw .modelUnusable("its input has no pixels")
        }
        self.recipe = recipe
        kernels = PlaneKernels(tier: tier)
        do throws(ModelError) {
            runner = try NetworkRunner(model, inputSize: size, tier: tier)
        } catch {
            throw .modelUnusable(error.description)
        }
    }

    /// - Parameter prompt: `nil` for the whole content.
    func probabilities(
        of luminance: Plane<Float>, view: NetworkView, prompt: Prompt? = nil
    ) throws(SegmentingError) -> Probabilities {
        let input = NetworkInput(
            luminance: luminance, view: view, channels: recipe.channels, prompt: prompt,
            seedSigma: recipe.seedSigma, questionHeight: recipe.questionHeight,
            kernels: kernels)
        let plain = try run(input.channels, view: view)
        guard recipe.decision.flip else {
            return Probabilities(view: view, nerve: plain.nerve, vessel: plain.vessel)
        }
        let flipped = try run(input.channels.map { $0.mirrored(view.columns) }, view: view)
        return Probabilities(
            view: view, nerve: plain.nerve.mean(with: flipped.nerve.mirrored(view.columns)),
            vessel: plain.vessel.flatMap { plain in
                flipped.vessel.map { plain.mean(with: $0.mirrored(view.columns)) }
            })
    }

    private func run(
        _ planes: [Plane<Float>], view: NetworkView
    ) throws(SegmentingError) -> (nerve: Plane<Float>, vessel: Plane<Float>?) {
        do throws(ModelError) {
            let result = try runner.run(planes)
            return (
                result[recipe.nervePlane].topLeft(view.size),
                recipe.vesselPlane.map {
                    result[$0].topLeft(view.size)
                }
            )
        } catch {
            throw .modelUnusable(error.description)
        }
    }
}

extension Plane<Float> {
    /// The first `count` columns in reverse order; the others stay.
    fileprivate func mirrored(_ count: Int) -> Plane<Float> {
        var result = self
        for row in 0..<size.rows {
            let start = row * size.columns
            for column in 0..<count {
                result.samples[start + column] = samples[start + count - 1 - column]
            }
        }
        return result
    }

    fileprivate func mean(with other: Plane<Float>) -> Plane<Float> {
        Plane(size: size, samples: zip(samples, other.samples).map { ($0 + $1) / 2 })
    }

    fileprivate func topLeft(_ part: PlaneSize) -> Plane<Float> {
        var result = Plane(size: part, filledWith: 0)
        for row in 0..<part.rows {
            for column in 0..<part.columns {
                result.samples[row * part.columns + column] = samples[row * size.columns + column]
            }
        }
        return result
    }
}
