/// Amplitudes of levels in steps of 1/16 dB: the phantom converts millions of them.
struct DecibelTable: Sendable {
    private static let lowest = -240
    private static let highest = 60
    private let amplitudes: [Float]

    init() {
        amplitudes = (Self.lowest * 16...Self.highest * 16).map {
            Float(ReproducibleMath.amplitude(decibels: Double($0) / 16))
        }
    }

    func amplitude(_ decibels: Float) -> Float {
        let index = Int(((decibels - Float(Self.lowest)) * 16).rounded())
        return amplitudes[min(max(index, 0), amplitudes.count - 1)]
    }
}
