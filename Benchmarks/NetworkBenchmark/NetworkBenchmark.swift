import Foundation
import Kernels
import Network
import Raster

/// Prints the milliseconds of processor time of each forward pass of a model file, one line per
/// tier; or what scripts that check the network need.
///
/// The peer is scripts/peers/onnxruntime_forward.py; --digest is for scripts/check-old-cpu, --run
/// (planes as floats on standard input and output) for scripts/check-network.
@main
struct NetworkBenchmark {
    static let usage = """
        usage: NetworkBenchmark MODEL SIDE FORWARDS TIER…
               NetworkBenchmark --layers MODEL SIDE FORWARDS TIER
               NetworkBenchmark --digest MODEL SIDE TIER
               NetworkBenchmark --run MODEL SIDE TIER < PLANES > PLANES
        """

    static func main() {
        do {
            try run()
        } catch {
            FileHandle.standardError.write(Data("NetworkBenchmark: \(error)\n".utf8))
            exit(1)
        }
    }

    private static func run() throws {
        var arguments = Array(CommandLine.arguments.dropFirst())
        let option = arguments.first { $0.hasPrefix("--") }
        arguments.removeAll { $0 == option }
        guard arguments.count >= 3, let side = Int(arguments[1]),
            let size = PlaneSize(columns: side, rows: side)
        else {
            print(usage)
            exit(64)
        }
        let bytes = try [UInt8](Data(contentsOf: URL(filePath: arguments[0])))
        if option == "--run" {
            try runOnStandardInput(bytes, size, tier: KernelTier(named: arguments[2]))
            return
        }
        let model = try NetworkModel(bytes: bytes)
        let planes = (0..<model.inputChannels).map { channel in
            Plane(size: size, samples: samples(size.count, seed: UInt64(channel + 1)))
        }
        let rest = arguments.dropFirst(2)
        if option == "--digest" {
            try printDigest(model, planes, tier: KernelTier(named: rest.last ?? ""))
            return
        }
        let count = Int(rest.first ?? "") ?? 1
        for name in rest.dropFirst() {
            let runner = try NetworkRunner(model, inputSize: size, tier: KernelTier(named: name))
            _ = try runner.run(planes)
            if option == "--layers" {
                try printLayers(runner, planes, count)
            } else {
                let times = try (0..<count).map { _ in
                    try milliseconds { _ = try runner.run(planes) }
                }
                print(name, times.map { String(format: "%.3f", $0) }.joined(separator: " "))
            }
        }
    }

    private static func runOnStandardInput(
        _ bytes: [UInt8], _ size: PlaneSize, tier: KernelTier
    ) throws {
        let input = [UInt8](FileHandle.standardInput.readDataToEndOfFile())
        let samples = stride(from: 0, to: input.count - 3, by: 4).map { index in
            Float(bitPattern: (0..<4).reduce(0) { $0 | UInt32(input[index + $1]) << (8 * $1) })
        }
        let channels = samples.count / size.count
        let planes = (0..<channels).map { channel in
            Plane(size: size, samples: Array(samples[(channel * size.count)...].prefix(size.count)))
        }
        let model = try NetworkModel(bytes: bytes, inputChannels: channels)
        let runner = try NetworkRunner(model, inputSize: size, tier: tier)
        let output = try runner.run(planes).flatMap(\.samples).flatMap { sample in
            (0..<4).map { UInt8(truncatingIfNeeded: sample.bitPattern >> (8 * $0)) }
        }
        FileHandle.standardOutput.write(Data(output))
    }

    /// The tier that ran, and the bits of the result folded together.
    private static func printDigest(
        _ model: NetworkModel, _ planes: [Plane<Float>], tier: KernelTier
    ) throws {
        let runner = try NetworkRunner(model, inputSize: planes[0].size, tier: tier)
        let bits = try runner.run(planes).flatMap(\.samples).map(\.bitPattern)
        let digest = bits.reduce(UInt64(0xCBF2_9CE4_8422_2325)) {
            ($0 ^ UInt64($1)) &* 0x100_0000_01B3
        }
        print(tier.rawValue, bits.count, String(digest, radix: 16))
    }

    /// The best time of every step over some forward passes, slowest first.
    private static func printLayers(
        _ runner: NetworkRunner, _ planes: [Plane<Float>], _ count: Int
    ) throws {
        var best: [(name: String, time: Double)] = []
        for _ in 0..<count {
            var times: [(name: String, time: Double)] = []
            var start = clock()
            _ = try runner.run(planes) { name in
                let now = clock()
                times.append((name, Double(now - start) / Double(CLOCKS_PER_SEC) * 1e3))
                start = clock()
            }
            best = best.isEmpty ? times : zip(best, times).map { ($0.name, min($0.time, $1.time)) }
        }
        for layer in best.sorted(by: { $0.time > $1.time }) {
            print(String(format: "%8.3f ms  ", layer.time) + layer.name)
        }
        print(String(format: "%8.3f ms  sum", best.map(\.time).reduce(0, +)))
    }

    /// Processor time, which other programs on the machine disturb less than wall time.
    private static func milliseconds(_ work: () throws -> Void) rethrows -> Double {
        let start = clock()
        try work()
        return Double(clock() - start) / Double(CLOCKS_PER_SEC) * 1e3
    }

    /// Uniform in −1…1, from a linear congruential generator.
    private static func samples(_ count: Int, seed: UInt64) -> [Float] {
        var state = seed
        return (0..<count).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Float(state >> 40) / Float(1 << 23) - 1
        }
    }
}
