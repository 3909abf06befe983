import Foundation
import Geometry
import Kernels
import Raster

/// What a network channel holds.
package enum InputChannel: String, Hashable, Sendable {
    /// Standardised grey levels.
    case grey
    /// A Gaussian bump at the prompt's point; zero everywhere without one.
    case seed
}

/// What the seed channel tells the network about one point, in frame pixels.
package enum Prompt: Hashable, Sendable {
    /// An operator says that a nerve is there.
    case asserted(PixelPoint)
    /// Something there looks like a nerve; the network may say that there is none.
    case question(PixelPoint)

    package var point: PixelPoint {
        switch self {
        case .asserted(let point), .question(let point): point
        }
    }
}

/// Input planes for one view of one frame: `channels` × `side` × `side`.
package struct NetworkInput: Sendable {
    package let view: NetworkView
    package let channels: [Plane<Float>]

    /// - Parameters:
    ///   - luminance: of the whole frame, 0…255.
    ///   - seedSigma: of the bump, in network pixels.
    ///   - questionHeight: of the bump of a question; an asserted one has height 1.
    package init(
        luminance: Plane<Float>, view: NetworkView, channels: [InputChannel],
        prompt: Prompt? = nil, seedSigma: Double, questionHeight: Float,
        kernels: PlaneKernels = PlaneKernels()
    ) {
        self.view = view
        self.channels = channels.map { channel in
            switch channel {
            case .grey: Self.grey(of: luminance, view: view, kernels)
            case .seed:
                Self.bump(
                    at: (prompt?.point).map(view.networkPoint), side: view.side, sigma: seedSigma,
                    height: Self.isQuestion(prompt) ? questionHeight : 1)
            }
        }
    }

    private static func isQuestion(_ prompt: Prompt?) -> Bool {
        if case .question? = prompt { true } else { false }
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

    /// `height` · exp(−d² ∕ 2σ²), `d` from `centre` in network pixels; zero without a centre.
    private static func bump(
        at centre: PixelPoint?, side: Int, sigma: Double, height: Float
    ) -> Plane<Float> {
        var plane = square(side)
        guard let centre else { return plane }
        func profile(around position: Double) -> [Float] {
            (0..<side).map { Float(exp(-squared((Double($0) - position) / sigma) / 2)) }
        }
        let across = profile(around: centre.column)
        let down = profile(around: centre.row)
        for row in 0..<side {
            for column in 0..<side {
                plane.samples[row * side + column] = height * down[row] * across[column]
            }
        }
        return plane
    }

    private static func squared(_ value: Double) -> Double { value * value }
}
