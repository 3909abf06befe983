import Anatomy
import Geometry
import Raster
import StudyModel
import Testing
import VolumeSupport

@testable import Segmenting

@Suite struct NervePathTests {
    private static let midline = PelvicMidline(
        through: PatientPoint(left: 0, posterior: 0, superior: 0),
        left: PatientPoint(left: 1, posterior: 0, superior: 0))
    private static let down = PatientPoint(left: 0.2, posterior: 0, superior: -1)

    /// One nerve on the left: 3 mm radius, slanted, 40 to 60 mm from the midline.
    private static func volume(mirrored: Bool = false) -> TubeVolume {
        var volume = TubeVolume()
        volume.origin = PatientPoint(
            left: mirrored ? 85 : 25, posterior: 0, superior: mirrored ? 44 : 0)
        volume.isMirrored = mirrored
        volume.draw(.nerve, from: start, along: down, radius: 3)
        return volume
    }
    private static let start = PatientPoint(left: 50, posterior: 20, superior: 22)

    private static func path(
        _ volume: TubeVolume, _ side: Laterality = .left, seeds: [PatientPoint] = []
    ) throws -> NervePath {
        let found = NervePathFinder(volume.labelled, midline: midline).paths(
            seeds: VolumeSeeds(points: seeds))
        guard case .value(let path) = try #require(found[side]) else {
            throw Missing(result: found[side])
        }
        return path
    }

    private struct Missing: Error { let result: NervePathFinder.Result? }

    @Test("a nerve is followed whichever way the slices run", arguments: [false, true])
    func followed(mirrored: Bool) throws {
        let path = try Self.path(Self.volume(mirrored: mirrored))
        #expect(path.side == .left)
        #expect(path.sections.map(\.slice) == Array(0..<12))
        for section in path.sections {
            let off = section.centre - Self.start
            #expect(off.cross(Self.down).length / Self.down.length < 0.3)
        }
        let found = NervePathFinder(
            Self.volume(mirrored: mirrored).labelled, midline: Self.midline
        ).paths()
        #expect(found[.right]?.absence == .noCandidate)
    }

    @Test("a slice without nerve is a gap")
    func gap() throws {
        var volume = Self.volume()
        volume.labels[4] = volume.labels[4].map { _ in 0 }
        let path = try Self.path(volume)
        #expect(path.gaps == [4])
    }

    @Test("specks beside the nerve are not on its path")
    func specks() throws {
        var volume = Self.volume()
        for slice in stride(from: 0, to: 12, by: 2) {
            volume.draw(
                .nerve,
                from: PatientPoint(
                    left: 75, posterior: 5 + Double(slice * 2), superior: 0),
                along: PatientPoint(left: 0, posterior: 0, superior: 1), radius: 2,
                slices: slice..<slice + 1)
        }
        let path = try Self.path(volume)
        #expect(path.sections.allSatisfy { $0.outlines.count == 1 && $0.centre.left < 62 })
        #expect(path.sections.count == 12)
    }

    @Test("two parts that run together are summed and flagged")
    func divided() throws {
        var volume = Self.volume()
        volume.draw(
            .nerve, from: Self.start + PatientPoint(left: 12, posterior: 4, superior: 0),
            along: Self.down, radius: 2, slices: 6..<12)
        let path = try Self.path(volume)
        for section in path.sections {
            let isDivided = section.slice >= 6
            #expect(section.outlines.count == (isDivided ? 2 : 1))
            #expect(section.flags == (isDivided ? [.severalComponents] : []))
        }
    }

    @Test("seeds at the ends choose the nerve and its length")
    func seeded() throws {
        var volume = Self.volume()
        // A larger thing of the same label runs beside it.
        volume.draw(
            .nerve, from: Self.start + PatientPoint(left: 18, posterior: 5, superior: 0),
            along: Self.down, radius: 4)
        let unseeded = try Self.path(volume)
        #expect(unseeded.sections.allSatisfy { $0.outlines.count == 2 })
        let ends = [2.0, 9.0].map { slice in
            let height = slice * 4
            return PatientPoint(left: 50 + 0.2 * (22 - height), posterior: 20, superior: height)
        }
        let path = try Self.path(volume, seeds: ends)
        #expect(path.provenance == .seeded)
        #expect(path.sections.first?.slice == 2)
        #expect(path.sections.last?.slice == 9)
    }

    @Test("a seed off every candidate is refused")
    func missed() {
        let seed = PatientPoint(left: 75, posterior: 35, superior: 20)
        let found = NervePathFinder(Self.volume().labelled, midline: Self.midline)
            .paths(seeds: VolumeSeeds(points: [seed]))
        #expect(found[.left]?.absence == .seedMissesNerve)
    }

    /// 4 × 4 mm, its first corner at a place in a slice of `volume`.
    private static func square(_ volume: TubeVolume, slice: Int, at place: PatientPoint) throws
        -> Outline
    {
        let corner = volume.geometry.planes[slice].pixel(under: place).pixel
        return try Outline(
            closing: [(0.0, 0.0), (8, 0), (8, 8), (0, 8)].map {
                PixelPoint(column: corner.column + $0.0, row: corner.row + $0.1)
            })
    }

    @Test("an outline that was drawn takes the place of what was found, on its side")
    func drawn() throws {
        let volume = Self.volume()
        var seeds = VolumeSeeds()
        let square = try Self.square(
            volume, slice: 5, at: PatientPoint(left: 49, posterior: 18, superior: 20))
        seeds.drawn[5] = [square]
        let found = NervePathFinder(volume.labelled, midline: Self.midline).paths(seeds: seeds)
        guard case .value(let path)? = found[.left] else { throw Missing(result: found[.left]) }
        #expect(path.provenance == .automatic)
        #expect(path.sections.filter(\.isDrawn).map(\.slice) == [5])
        #expect(path.sections[5].outlines == [square])
        #expect(path.sections.count == 12)
    }

    @Test("an outline off every path is refused")
    func drawnApart() throws {
        let volume = Self.volume()
        var seeds = VolumeSeeds()
        seeds.drawn[5] = [
            try Self.square(
                volume, slice: 5, at: PatientPoint(left: 79, posterior: 35, superior: 20))
        ]
        let found = NervePathFinder(volume.labelled, midline: Self.midline).paths(seeds: seeds)
        #expect(found[.left]?.absence == .drawnOutlineApart)
    }

    @Test("a slice without nerve, as a person says, is a gap")
    func withoutNerve() throws {
        var seeds = VolumeSeeds()
        seeds.withoutNerve = [4]
        let found = NervePathFinder(Self.volume().labelled, midline: Self.midline)
            .paths(seeds: seeds)
        guard case .value(let path)? = found[.left] else { throw Missing(result: found[.left]) }
        #expect(path.gaps == [4])
    }

    @Test("a nerve that leaves the picture is flagged")
    func border() throws {
        var volume = TubeVolume()
        volume.origin = PatientPoint(left: 25, posterior: 19, superior: 0)
        volume.draw(.nerve, from: Self.start, along: Self.down, radius: 3)
        let path = try Self.path(volume)
        #expect(path.sections.allSatisfy { $0.flags == [.borderContact] })
    }

    @Test("without a midline no side is guessed")
    func noMidline() {
        let found = NervePathFinder(Self.volume().labelled).paths()
        #expect(found[.left]?.absence == .sideUnknown)
        #expect(found[.right]?.absence == .sideUnknown)
    }

    @Test("three slices of nerve are no path when they are 8 mm long")
    func short() {
        var volume = TubeVolume()
        volume.origin = PatientPoint(left: 25, posterior: 0, superior: 0)
        volume.draw(.nerve, from: Self.start, along: Self.down, radius: 3, slices: 3..<6)
        let found = NervePathFinder(volume.labelled, midline: Self.midline).paths()
        #expect(found[.left]?.absence == .tooShort)
    }
}

extension Outcome where Value == NervePath, Reason == PathAbsence {
    var absence: PathAbsence? { if case .abstained(let reason) = self { reason } else { nil } }
}
