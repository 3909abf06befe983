import Raster

/// Grey levels of a volume as its pictures show them: the same window for every slice.
package struct DisplayWindow: Sendable {
    package let low: Float
    private let scale: Float

    /// Shares of the pixels that become black and white.
    private static let (dark, bright) = (0.01, 0.98)
    private static let stride = 17

    /// - Parameter planes: of one volume; at least one.
    package init(_ planes: [Plane<Float>]) {
        let samples = planes.flatMap { plane in
            Swift.stride(from: 0, to: plane.samples.count, by: Self.stride).map {
                plane.samples[$0]
            }
        }.filter(\.isFinite).sorted()
        guard !samples.isEmpty else {
            (low, scale) = (0, 1)
            return
        }
        func level(_ share: Double) -> Float { samples[Int(share * Double(samples.count - 1))] }
        low = level(Self.dark)
        let width = level(Self.bright) - low
        scale = 255 / (width > 0 ? width : 1)
    }

    /// 0…255; black where a reformat has left the volume.
    package func shown(_ plane: Plane<Float>) -> Plane<Float> {
        plane.map { min(max(($0 - low) * scale, 0), 255) }
    }
}
