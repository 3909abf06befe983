import Foundation
import Network
import Raster
import Testing

@Suite struct EmbeddedModelTests {
    @Test(
        "the embedded bytes are the file's, and make a network", arguments: EmbeddedModel.allCases)
    func sameBytes(embedded: EmbeddedModel) throws {
        let root = Fixture.folder.deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let path = "Sources/CModels/\(embedded.rawValue).safetensors"
        let file = try [UInt8](Data(contentsOf: root.appending(path: path)))
        #expect(embedded.bytes == file)
        let model = try NetworkModel(bytes: embedded.bytes)
        #expect(model.metadata["modality"] == embedded.rawValue)
        #expect(model.outputChannels == (embedded == .mr ? 15 : 3))
    }

    @Test("probabilities of all classes sum to 1 in every pixel")
    func probabilities() throws {
        let model = try NetworkModel(bytes: EmbeddedModel.ultrasound.bytes)
        let size = try #require(PlaneSize(columns: 64, rows: 64))
        let runner = try NetworkRunner(model, inputSize: size)
        let planes = (0..<model.inputChannels).map { channel -> Plane<Float> in
            let samples: [Float] = (0..<size.count).map { index in
                let level = index * (channel + 7) % 23
                return Float(level) / 11 - 1
            }
            return Plane<Float>(size: size, samples: samples)
        }
        let result = try runner.run(planes)
        #expect(result.allSatisfy { $0.size == size })
        let sums = (0..<size.count).map { pixel -> Float in
            result.map { $0.samples[pixel] }.reduce(0, +)
        }
        #expect(sums.allSatisfy { abs($0 - 1) < 1e-5 })
    }
}
