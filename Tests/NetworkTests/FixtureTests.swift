import Kernels
import Network
import Raster
import Testing

@Suite struct FixtureTests {
    @Test("the fixtures are found")
    func found() { #expect(Fixture.names.count >= 16) }

    @Test("every tier agrees with onnxruntime", arguments: Fixture.names, KernelTier.supported)
    func agrees(name: String, tier: KernelTier) throws {
        let fixture = try Fixture.named(name)
        let planes = try fixture.planes()
        let model = try NetworkModel(
            bytes: Fixture.modelBytes(name), inputChannels: planes.count)
        let runner = try NetworkRunner(model, inputSize: planes[0].size, tier: tier)
        // Twice: memory that the first run left behind must not matter.
        for _ in 0..<2 {
            let result = try runner.run(planes)
            #expect(result.count == fixture.output_shape[1])
            #expect(result[0].size.columns == fixture.output_shape[3])
            #expect(result[0].size.rows == fixture.output_shape[2])
            let found = result.flatMap(\.samples)
            try #require(found.count == fixture.output.count)
            let worst = zip(found, fixture.output).map { abs($0 - $1) }.max() ?? .infinity
            #expect(worst <= 1e-4, "\(name) on \(tier.rawValue): \(worst)")
        }
    }
}
