import Anatomy
import Geometry
import Raster
import Testing

@testable import Phantoms

@Suite struct MRPhantomTests {
    /// Few slices of a small field, quick to render.
    static func parameters(seed: UInt64, sequence: MRSequence = .t2) -> MRPhantomParameters {
        var random = RandomStream(seed: seed, purpose: 99)
        var parameters = MRPhantomParameters(seed: seed)
        parameters.acquisition.sequence = sequence
        parameters.acquisition.timing = MRAcquisition.timing(sequence, random: &random)
        parameters.acquisition.spacing = 1
        parameters.acquisition.columns = 288
        parameters.acquisition.rows = 224
        parameters.acquisition.slices = 3
        return parameters
    }

    /// A few millimetres around the left nerve at `height`, 0.1 mm pixels.
    static func close(seed: UInt64, height: Double) throws -> MRPhantomParameters {
        var parameters = parameters(seed: seed)
        let nerve = try #require(PelvisAnatomy(parameters).nerves.first { $0.side == .left })
        let centre = nerve.courses[0].station(height: height).centre
        parameters.acquisition.centre = SIMD3(centre.left, centre.posterior, centre.superior)
        parameters.acquisition.spacing = 0.1
        parameters.acquisition.columns = 384
        parameters.acquisition.rows = 320
        parameters.acquisition.slices = 1
        return parameters
    }

    @Test("mask, outline and formula agree", arguments: [1, 2, 3, 4], [-50.0, 0])
    func areas(seed: UInt64, height: Double) throws {
        let phantom = try MRPhantom(Self.close(seed: seed, height: height))
        let slice = phantom.slice(0)
        let truth = try #require(slice.truth.nerves.first { $0.side == .left })
        try #require(truth.isWholeInPicture)
        var sum = SIMD2<Double>.zero
        var count = 0.0
        for row in 0..<slice.labels.size.rows {
            for column in 0..<slice.labels.size.columns
            where slice.labels[column: column, row: row] == AnatomicalLabel.nerve.rawValue {
                sum += SIMD2(Double(column), Double(row))
                count += 1
            }
        }
        #expect(abs(count * 0.01 / truth.area - 1) < 0.005)
        let centroid = phantom.planes[0].patientPoint(
            at: PixelPoint(column: sum.x / count, row: sum.y / count))
        // Where the nerve bends or tapers, the middle of a slanted section is off the centre line.
        #expect(centroid.distance(to: truth.centre) < 0.08)
        let sine = abs(truth.direction.superior)
        #expect(abs(truth.area * sine / truth.perpendicularArea - 1) < 0.02)
    }

    @Test(
        "each nerve lies on its own side, in the picture too",
        arguments: 1...4 as ClosedRange<UInt64>)
    func sides(seed: UInt64) throws {
        let phantom = try MRPhantom(Self.parameters(seed: seed))
        for index in phantom.planes.indices {
            let slice = phantom.slice(index)
            let truth = slice.truth
            #expect(Set(truth.nerves.map(\.side)) == [.left, .right])
            for nerve in truth.nerves {
                #expect((nerve.centre.left > 0) == (nerve.side == .left))
                // The patient's left is on the right of the picture.
                let at = phantom.planes[index].pixel(under: nerve.centre).pixel
                let column = Int(at.column.rounded())
                let row = Int(at.row.rounded())
                #expect((column > 143) == (nerve.side == .left))
                #expect(slice.labels[column: column, row: row] == 1)
                let mirrored = slice.labels[column: 287 - column, row: row]
                #expect(slice.labels[column: column, row: row + 30] != 1)
                #expect(mirrored != AnatomicalLabel.bone.rawValue)
            }
        }
    }

    @Test("the same seed gives the same slice, another seed another")
    func seeds() throws {
        let first = try MRPhantom(Self.parameters(seed: 6)).slice(1)
        let again = try MRPhantom(Self.parameters(seed: 6)).slice(1)
        let other = try MRPhantom(Self.parameters(seed: 7)).slice(1)
        #expect(first.picture == again.picture)
        #expect(first.labels == again.labels)
        #expect(first.picture != other.picture)
    }

    @Test(
        "fat-suppressed nerves are brighter than muscle",
        arguments: [
            MRSequence.t2FatSuppressed, .stir, .dixonWater,
        ])
    func suppressed(sequence: MRSequence) throws {
        let truth = try MRPhantom(Self.parameters(seed: 9, sequence: sequence)).slice(1).truth
        for side in Laterality.allCases {
            let nerve = try #require(truth.nerveSignal[side])
            let muscle = try #require(truth.muscleSignal[side])
            #expect(nerve / muscle > 1.05)
            #expect(nerve / muscle < 4)
        }
    }

    @Test("a diffuse neuropathy brightens and swells its own side only")
    func diffuse() throws {
        var parameters = Self.parameters(seed: 9, sequence: .stir)
        parameters.affected = .right
        let healthy = try MRPhantom(parameters).slice(1)
        parameters.pathology = .diffuseNeuropathy
        parameters.severity = 1
        let ill = try MRPhantom(parameters).slice(1)
        let before = try #require(healthy.truth.nerveSignal[.left])
        #expect(try abs(#require(ill.truth.nerveSignal[.left]) / before - 1) < 1e-6)
        let right = try #require(healthy.truth.nerveSignal[.right])
        #expect(try #require(ill.truth.nerveSignal[.right]) / right > 1.08)
        let half = healthy.picture.size.columns / 2
        for row in stride(from: 0, to: healthy.picture.size.rows, by: 7) {
            for column in half..<healthy.picture.size.columns {
                #expect(
                    ill.picture[column: column, row: row]
                        == healthy.picture[column: column, row: row])
            }
        }
    }

    @Test("the mask has nothing in the fat around a nerve", arguments: [-50.0, 0])
    func bed(height: Double) throws {
        let phantom = try MRPhantom(Self.close(seed: 3, height: height))
        let slice = phantom.slice(0)
        let truth = try #require(slice.truth.nerves.first { $0.side == .left })
        let centre = phantom.planes[0].pixel(under: truth.centre).pixel
        for vertex in truth.outline {
            let off = SIMD2(vertex.column - centre.column, vertex.row - centre.row)
            let outside = 1 + 5 / (off * off).sum().squareRoot()
            let column = Int((centre.column + off.x * outside).rounded())
            let row = Int((centre.row + off.y * outside).rounded())
            #expect(slice.labels[column: column, row: row] == 0)
        }
    }

    /// Of every body, both sides, below the greater sciatic notch to the thigh.
    @Test("an undivided nerve runs through no bone", arguments: 1...24 as ClosedRange<UInt64>)
    func freeOfBone(seed: UInt64) throws {
        var parameters = MRPhantomParameters(seed: seed)
        parameters.acquisition.spacing = 1.2
        parameters.acquisition.columns = 256
        parameters.acquisition.rows = 192
        parameters.acquisition.slices = 12
        parameters.acquisition.thickness = 10
        parameters.acquisition.centre.z = -30
        let phantom = try MRPhantom(parameters)
        for plane in phantom.planes {
            let body = phantom.body(on: plane)
            for nerve in phantom.anatomy.nerves {
                guard let section = NerveSection(course: nerve.courses[0], plane: plane) else {
                    continue
                }
                for vertex in section.border(vertices: 24) {
                    let index = Int(vertex.row.rounded()) * 256 + Int(vertex.column.rounded())
                    #expect(
                        body.labels[index] != AnatomicalLabel.bone.rawValue,
                        "\(nerve.side) at \(section.station.centre)")
                }
            }
        }
    }

    @Test("values out of their range are refused", arguments: [-1.0, 7e5, .nan])
    func refused(value: Double) {
        let values: [WritableKeyPath<MRAcquisition, Double>] = [
            \.spacing, \.thickness, \.gap, \.noise, \.shading, \.ghosting, \.residualFat,
            \.contrastSpread, \.blur,
        ]
        for path in values {
            var parameters = Self.parameters(seed: 1)
            parameters.acquisition[keyPath: path] = value
            #expect(throws: PhantomError.self) { try parameters.check() }
        }
        var parameters = Self.parameters(seed: 1)
        parameters.severity = value
        #expect(throws: PhantomError.self) { try parameters.check() }
        parameters.severity = 0
        parameters.acquisition.obliquity = 30 * value
        #expect(throws: PhantomError.self) { try parameters.check() }
    }

    @Test("spaces and piriformis are about as published")
    func published() throws {
        var volumes: [Double] = []
        var spaces: [String: [Double]] = [:]
        for seed in 1...5 as ClosedRange<UInt64> {
            var parameters = Self.parameters(seed: seed)
            parameters.hipRotation = 0
            parameters.acquisition.spacing = 1.5
            parameters.acquisition.columns = 224
            parameters.acquisition.rows = 128
            parameters.acquisition.thickness = 4
            parameters.acquisition.gap = 0
            parameters.acquisition.slices = 42
            parameters.acquisition.centre = SIMD3(0, 25, 8)
            let phantom = try MRPhantom(parameters)
            let truths = phantom.planes.indices.map { phantom.slice($0).truth }
            for side in Laterality.allCases {
                volumes.append(truths.map { 4 * ($0.piriformisArea[side] ?? 0) }.reduce(0, +))
                let own = truths.flatMap(\.spaces).filter { $0.side == side }
                for (name, found) in Dictionary(grouping: own, by: \.name) {
                    spaces[name, default: []].append(found.map(\.distance).min() ?? 0)
                }
            }
        }
        func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
        // Within one standard deviation: 15.2 ± 2.6 cm³, 16 ± 6 mm and 26 ± 8 mm.
        #expect(abs(mean(volumes) - 15_200) < 2_600)
        #expect(abs(mean(try #require(spaces["quadratus_femoris"])) - 16) < 6)
        #expect(abs(mean(try #require(spaces["ischiofemoral"])) - 26) < 8)
    }

    @Test("ischiofemoral narrowing narrows the space")
    func space() throws {
        var parameters = Self.parameters(seed: 12)
        parameters.hipRotation = 0
        parameters.acquisition.slices = 24
        parameters.acquisition.centre.z = -50
        let normal = try #require(try narrowest(parameters))
        parameters.pathology = .ischiofemoral
        parameters.severity = 0.8
        let narrow = try #require(try narrowest(parameters))
        #expect(normal > 14 && normal < 45)
        #expect(normal - narrow > 6)
    }

    @Test("a space does not depend on the size of pixels")
    func spaceOnFinerPixels() throws {
        var parameters = Self.parameters(seed: 15)
        parameters.acquisition.slices = 8
        parameters.acquisition.centre.z = -54
        let coarse = try #require(try narrowest(parameters))
        parameters.acquisition.spacing = 0.5
        parameters.acquisition.columns = 576
        parameters.acquisition.rows = 448
        let fine = try #require(try narrowest(parameters))
        #expect(abs(coarse - fine) < 0.3)
    }

    @Test("hypertrophy thickens piriformis on its side")
    func hypertrophy() throws {
        var parameters = Self.parameters(seed: 14)
        parameters.acquisition.slices = 10
        parameters.acquisition.centre.z = 38
        let normal = try thickness(parameters)
        parameters.pathology = .piriformisHypertrophy
        parameters.severity = 1
        let large = try thickness(parameters)
        let left = try #require(normal[.left])
        #expect(left > 9 && left < 26)
        #expect(try #require(large[.left]) / left > 1.25)
        #expect(large[.right] == normal[.right])
    }

    private func thickness(_ parameters: MRPhantomParameters) throws -> [Laterality: Double] {
        let phantom = try MRPhantom(parameters)
        return phantom.planes.indices.map { phantom.slice($0).truth.piriformisThickness }
            .reduce(into: [:]) { $0.merge($1, uniquingKeysWith: max) }
    }

    private func narrowest(_ parameters: MRPhantomParameters) throws -> Double? {
        let phantom = try MRPhantom(parameters)
        return phantom.planes.indices.flatMap { phantom.slice($0).truth.spaces }
            .filter { $0.side == .left && $0.name == "ischiofemoral" }.map(\.distance).min()
    }
}
