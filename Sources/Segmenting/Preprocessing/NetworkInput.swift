import Foundation
import Geometry
import Kernels
import Raster

/// What a network channel holds.
package enum InputChannel: String, Hashable, Sendable {
    /// Standardised grey levels.
    case grey
    /// A Gaussian bump at the seed; zero everywhere in automatic mode.
    case seed
}

/// Input planes for one view of one frame: `channels` × `side` × `side`.
package struct NetworkInput: Sendable {
    package let view: NetworkView
    package let channels: [Plane<Float>]

    /// - Parameters:
    ///   - luminance: of the whole frame, 0…255.
    ///   - seed: in frame pixels.
    ///   - seedSigma: of the bump, in network pixels.
    package init(
        luminance: Plane<Float>, view: NetworkView, channels: [InputChannel],
        seed: PixelPoint? = nil, seedSigma: Double, kernels: PlaneKernels = PlaneKernels()
    ) {
        self.view = view
        self.channels = channels.map { channel in
            switch channel {
            case .grey: Self.grey(of: luminance, view: view, kernels)
            case .seed: Self.seed(seed.map(view.networkPoint), side: view.side, sigma: seedSigma)
            }
        }
    }

    private static func square(_ side: Int) -> Plane<Float> {
        guard let size = PlaneSize(columns: side, rows: side) else {
            preconditionFailure("a network has at least one input pixel")
        }
        return Plane(size: size, filledWith: 0)
    }

    /// The resized view, standardised to mean 0 and deviation 1, at the top left; zeros elsewhere.
    private static func grey(
        of luminance: Plane<Float>, view: NetworkView, _ kernels: PlaneKernels
    ) -> Plane<Float> {
        let resized = kernels.resized(luminance, box: view.box, to: view.size)
        let moments = kernels.moments(of: resized)
        let mean = Float(moments.mean)
        let scale = Float(1 / max(moments.standardDeviation, 1))
        var plane = square(view.side)
        for row in 0..<view.rows {
            for column in 0..<view.columns {
                plane.samples[row * view.side + column] =
                    (resized.samples[row * view.columns + column] - mean) * scale
            }
        }
        return plane
    }

    /// exp(−d² ∕ 2σ²), `d` from `seed` in network pixels.
    private static func seed(_ seed: PixelPoint?, side: Int, sigma: Double) -> Plane<Float> {
        var plane = square(side)
        guard let seed else { return plane }
        func profile(around position: Double) -> [Float] {
            (0..<side).map { Float(exp(-squared((Double($0) - position) / sigma) / 2)) }
        }
        let across = profile(around: seed.column)
        let down = profile(around: seed.row)
        for row in 0..<side {
            for column in 0..<side {
                plane.samples[row * side + column] = down[row] * across[column]
            }
        }
        return plane
    }

    private static func squared(_ value: Double) -> Double { value * value }
}
