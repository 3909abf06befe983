import Kernels
import Network
import Raster
import Testing

/// Bytes at random in place of a model's: an error or a network that runs, never a crash.
@Suite struct ModelMutationTests {
    /// xorshift64: the same sequence for the same seed, everywhere.
    private struct Sequence {
        var state: UInt64

        mutating func next(below limit: Int) -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(state % UInt64(limit))
        }
    }

    private static let pieces = [
        "\"stride\":2", "\"groups\":1", "-1", "4096", "99999999999999999999", "[]", "null",
        "\"input\"", "\"y\"", "concat", "add", "softmax", "\\u0000", "1e308", "F32", "F16",
    ].map { Array($0.utf8) }

    @Test("mutations of a file", arguments: ["whole", "depthwise3x3", "concat"], 1...40)
    func mutated(name: String, seed: Int) throws {
        let bytes = try Fixture.modelBytes(name)
        let headerEnd = 8 + bytes.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
        var random = Sequence(state: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15)
        var mutant = bytes
        for _ in 0...random.next(below: 4) { mutate(&mutant, headerEnd, &random) }
        guard let model = try? NetworkModel(bytes: mutant) else { return }
        try run(model)
    }

    private func mutate(_ bytes: inout [UInt8], _ headerEnd: Int, _ random: inout Sequence) {
        guard bytes.count > 16 else { return }
        let position = random.next(below: min(headerEnd, bytes.count))
        switch random.next(below: 6) {
        case 0: bytes[position] = UInt8(random.next(below: 256))
        case 1: bytes[position] ^= 1 << UInt8(random.next(below: 8))
        case 2: bytes.removeSubrange(position..<min(position + 3, bytes.count))
        case 3: bytes.removeLast(random.next(below: bytes.count / 2))
        case 4:
            let piece = Self.pieces[random.next(below: Self.pieces.count)]
            let end = min(position + piece.count, bytes.count)
            bytes.replaceSubrange(position..<end, with: piece.prefix(end - position))
        default:
            // A digit for a digit keeps the JSON valid.
            let digits = bytes.prefix(headerEnd).indices.filter { (48...57).contains(bytes[$0]) }
            guard let place = digits.isEmpty ? nil : digits[random.next(below: digits.count)]
            else { return }
            bytes[place] = UInt8(48 + random.next(below: 10))
        }
    }

    /// What is accepted has to run; a size that it cannot take is an error.
    private func run(_ model: NetworkModel) throws {
        let size = try #require(PlaneSize(columns: 12, rows: 10))
        guard let runner = try? NetworkRunner(model, inputSize: size) else { return }
        let plane = Plane<Float>(size: size, filledWith: 0.25)
        let planes = [Plane<Float>](repeating: plane, count: model.inputChannels)
        let result = try runner.run(planes)
        #expect(result.count == model.outputChannels)
    }
}
