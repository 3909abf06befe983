import Foundation
import Kernels
import Network
import Raster

/// Prints the milliseconds of processor time of each forward pass of a model file, one line per tier.
///
/// Arguments: MODEL SIDE FORWARDS TIER…; the peer is scripts/peers/onnxruntime_forward.py.
@main
struct NetworkBenchmark {
    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        guard arguments.count >= 4, let side = Int(arguments[2]), let count = Int(arguments[3]),
            let size = PlaneSize(columns: side, rows: side)
        else {
            print("usage: NetworkBenchmark MODEL SIDE FORWARDS TIER…")
            exit(64)
        }
        let bytes = try [UInt8](Data(contentsOf: URL(filePath: arguments[1])))
        let model = try NetworkModel(bytes: bytes)
        let planes = (0..<model.inputChannels).map { channel in
            Plane(size: size, samples: samples(size.count, seed: UInt64(channel + 1)))
        }
        for name in arguments.dropFirst(3) {
            let runner = try NetworkRunner(model, inputSize: size, tier: KernelTier(named: name))
            _ = try runner.run(planes)
            let times = try (0..<count).map { _ in try milliseconds { _ = try runner.run(planes) } }
            print(name, times.map { String(format: "%.3f", $0) }.joined(separator: " "))
        }
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
