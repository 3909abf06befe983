import Foundation
import Raster

extension Plane<Float> {
    /// What the network sees where a person points at the middle of a square view: height 1 there, 0.6 at
    /// `sigma` pixels from it.
    static func bump(side: Int, sigma: Float) -> Plane<Float> {
        guard let size = PlaneSize(columns: side, rows: side) else {
            preconditionFailure("a view has pixels")
        }
        let profile = (0..<side).map { place in
            let offset = (Double(place) - Double(side - 1) / 2) / Double(sigma)
            return Float(exp(-offset * offset / 2))
        }
        return Plane(size: size, samples: profile.flatMap { down in profile.map { down * $0 } })
    }
}
