/// Which share of each place of a nerve's section is fascicle, in the half-axes of the ellipse.
struct FascicleMap: Sendable {
    private static let side = 96
    private let shares: [Float]

    /// - Parameter divided: with a septum of fat between the tibial part (medial) and the peroneal.
    init(divided: Bool, random: inout RandomStream) {
        var discs: [(at: SIMD2<Double>, radius: Double)] = []
        let typical = random.uniform(0.13...0.22)
        let septum = divided ? random.uniform(0.16...0.3) : 9
        for attempt in 0..<900 {
            let radius = typical * random.uniform(0.55...1.25) * (attempt < 500 ? 1 : 0.6)
            let at = SIMD2(random.uniform(-1...1), random.uniform(-1...1))
            let reach = (at.x * at.x + at.y * at.y).squareRoot() + radius
            let free = discs.allSatisfy { other in
                let off = other.at - at
                let least = (radius + other.radius) * 1.04
                return off.x * off.x + off.y * off.y > least * least
            }
            if reach < 0.95, free, abs(at.x - septum) > radius + 0.035 {
                discs.append((at, radius))
            }
        }
        var values = [Float](repeating: 0, count: Self.side * Self.side)
        for row in 0..<Self.side {
            for column in 0..<Self.side {
                let at = SIMD2(Self.share(column), Self.share(row))
                var depth = -1.0
                for disc in discs {
                    let off = disc.at - at
                    depth = max(depth, disc.radius - (off.x * off.x + off.y * off.y).squareRoot())
                }
                values[row * Self.side + column] = Float(min(1, max(0, 0.5 + depth / 0.045)))
            }
        }
        shares = values
    }

    private static func share(_ index: Int) -> Double {
        (Double(index) + 0.5) / Double(side) * 2 - 1
    }

    /// - Parameters: −1…1 inside the nerve.
    @inline(__always)
    func share(wide: Double, thick: Double) -> Float {
        let column = min(max(Int((wide + 1) * 48), 0), 95)
        let row = min(max(Int((thick + 1) * 48), 0), 95)
        return shares[row * Self.side + column]
    }
}
