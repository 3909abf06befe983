import Foundation
import Geometry
import Network
import Phantoms
import Raster
import StudyModel
import Testing

@testable import Segmenting

/// The shipped MR model on a simulated volume, against the Python that its figures were taken with.
@Suite(.enabled(if: Surroundings.python != nil, "NERVE_MEASURE_PYTHON is not set"))
struct VolumeOracleTests {
    private struct Line: Decodable {
        let labels: [UInt8]
        let nerve: [Float]
    }

    private static let every = 37

    @Test("labels and probabilities agree, whichever way slices are stored")
    func parity() throws {
        let phantom = try Self.phantom()
        let planes = phantom.planes.indices.map { phantom.slice($0).picture.map(Float.init) }
        let expected = try Self.expected(planes, spacing: phantom.parameters.acquisition.spacing)
        let labeller = try VolumeLabeller(NetworkModel(bytes: EmbeddedModel.mr.bytes))
        let straight = try labeller.labels(
            of: planes, geometry: Self.geometry(phantom.planes, planes))
        try Self.compare(straight, expected)
        let mirrored = try labeller.labels(
            of: planes.map(\.mirrored),
            geometry: Self.geometry(phantom.planes.map { $0.mirrored(planes[0].size) }, planes))
        let back = LabelledVolume(
            geometry: straight.geometry, labels: mirrored.labels.map(\.mirrored),
            nerveProbability: mirrored.nerveProbability?.map(\.mirrored))
        try Self.compare(back, expected)
    }

    @Test("looking again along a nerve that a person points at agrees")
    func following() throws {
        let phantom = try Self.phantom()
        let slices = phantom.planes.indices.map { phantom.slice($0) }
        let planes = slices.map { $0.picture.map(Float.init) }
        let ends = try [0, 2].map { slice in
            (slice, try #require(slices[slice].truth.nerves.first { $0.side == .left }).centre)
        }
        let expected = try Self.expected(
            planes, spacing: phantom.parameters.acquisition.spacing,
            points: ends.map { slice, place in
                let pixel = phantom.planes[slice].pixel(under: place).pixel
                return "[\(slice),[\(pixel.column),\(pixel.row)]]"
            })
        let labeller = try VolumeLabeller(NetworkModel(bytes: EmbeddedModel.mr.bytes))
        let geometry = Self.geometry(phantom.planes, planes)
        let seen = try labeller.labels(of: planes, geometry: geometry)
        let again = try labeller.labels(
            lookingAgain: seen, along: [ends.reversed().map(\.1)], planes: planes)
        try Self.compare(again, expected)
        #expect(again.nerveProbability?[1].samples != seen.nerveProbability?[1].samples)
    }

    private static func phantom() throws -> MRPhantom {
        var parameters = MRPhantomParameters(seed: 11)
        parameters.acquisition.columns = 304
        parameters.acquisition.rows = 208
        parameters.acquisition.spacing = 0.8
        parameters.acquisition.slices = 3
        return try MRPhantom(parameters)
    }

    private static func geometry(
        _ slices: [SlicePlane], _ planes: [Plane<Float>]
    ) -> VolumeGeometry {
        VolumeGeometry(
            planes: slices, columns: planes[0].size.columns, rows: planes[0].size.rows,
            spacingBetweenSlices: 3.85, sliceThickness: 3.5, irregularities: [])
    }

    private static func expected(
        _ planes: [Plane<Float>], spacing: Double, points: [String] = []
    ) throws -> [Line] {
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).f32")
        defer { try? FileManager.default.removeItem(at: file) }
        let bytes = planes.flatMap(\.samples).flatMap { sample in
            (0..<4).map { UInt8(truncatingIfNeeded: sample.bitPattern >> (8 * $0)) }
        }
        try Data(bytes).write(to: file)
        let size = planes[0].size
        let output = try Surroundings.output(
            of: "volume_labels.py",
            [
                Surroundings.root.appending(path: "scripts/training").path,
                Surroundings.root.appending(path: "Sources/CModels/mr.safetensors").path,
                file.path, "\(planes.count)", "\(size.rows)", "\(size.columns)", "\(spacing)",
            ] + (points.isEmpty ? [] : ["[\(points.joined(separator: ","))]"]))
        return try output.split(separator: UInt8(ascii: "\n")).map {
            try JSONDecoder().decode(Line.self, from: $0)
        }
    }

    /// OpenCV places samples to 1/32 pixel; ours are exact.
    private static func compare(_ volume: LabelledVolume, _ expected: [Line]) throws {
        let nerves = try #require(volume.nerveProbability)
        #expect(expected.count == volume.labels.count)
        for (slice, line) in expected.enumerated() {
            let places = stride(from: 0, to: volume.labels[slice].size.count, by: every)
            let same = zip(places, line.labels).count { volume.labels[slice].samples[$0] == $1 }
            #expect(Double(same) >= 0.995 * Double(line.labels.count), "slice \(slice)")
            let worst = try #require(
                zip(places, line.nerve).map { abs(nerves[slice].samples[$0] - $1) }.max())
            #expect(worst < 0.05, "slice \(slice)")
        }
    }
}

extension SlicePlane {
    /// The same pixels stored from right to left.
    fileprivate func mirrored(_ size: PlaneSize) -> SlicePlane {
        let last = PixelPoint(column: Double(size.columns - 1), row: 0)
        guard
            let plane = SlicePlane(
                origin: patientPoint(at: last), alongRow: -1 * alongRow, alongColumn: alongColumn,
                spacing: spacing)
        else { preconditionFailure("a mirrored plane is a plane") }
        return plane
    }
}

extension Plane {
    fileprivate var mirrored: Plane {
        Plane(
            size: size,
            samples: (0..<size.rows).flatMap { row in
                samples[row * size.columns..<(row + 1) * size.columns].reversed()
            })
    }
}
