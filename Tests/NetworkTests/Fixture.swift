import Foundation
import Network
import Raster
import Testing

/// A small network with an input and onnxruntime's output, made by
/// scripts/training/export_fixtures.py.
struct Fixture: Decodable, Sendable {
    let input_shape: [Int]
    let input: [Float]
    let output_shape: [Int]
    let output: [Float]

    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Fixtures")

    static let names: [String] = {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return files.filter { $0.hasSuffix(".safetensors") }.sorted().map {
            String($0.dropLast(".safetensors".count))
        }
    }()

    static func named(_ name: String) throws -> Fixture {
        let data = try Data(contentsOf: folder.appending(path: "\(name).json"))
        return try JSONDecoder().decode(Fixture.self, from: data)
    }

    static func modelBytes(_ name: String) throws -> [UInt8] {
        try [UInt8](Data(contentsOf: folder.appending(path: "\(name).safetensors")))
    }

    /// The input as planes.
    func planes() throws -> [Plane<Float>] {
        let size = try #require(PlaneSize(columns: input_shape[3], rows: input_shape[2]))
        return (0..<input_shape[1]).map { channel in
            let start = channel * size.count
            return Plane(size: size, samples: Array(input[start..<(start + size.count)]))
        }
    }
}
