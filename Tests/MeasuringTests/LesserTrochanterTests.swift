import Geometry
import StudyModel
import Testing
import VolumeSupport

@testable import Measuring

@Suite struct LesserTrochanterTests {
    private static func slices(_ gaps: [Double?], downwards: Bool = false) -> [Int] {
        var volume = TubeVolume()
        volume.slices = gaps.count
        volume.isMirrored = downwards
        return LesserTrochanter.slices(downwards ? gaps.reversed() : gaps, in: volume.geometry)
    }

    // From the shaft up to the neck, 4 mm apart.
    private static let course: [Double?] = [
        nil, 45, 42, 29, 21, 19, 21, 26, 31, 30, 28, 25, 20, 15,
    ]

    @Test("the nearest place below the neck, and what is within 8 mm of it")
    func found() {
        #expect(Self.slices(Self.course) == [3, 4, 5, 6, 7])
    }

    @Test("the same where slices run downwards")
    func downwards() {
        #expect(
            Self.slices(Self.course, downwards: true).map { 13 - $0 }.sorted() == [3, 4, 5, 6, 7])
    }

    @Test("a volume that begins in it shows no nearest place")
    func cut() {
        #expect(Self.slices([19, 21, 26, 31, 30, 25]).isEmpty)
        #expect(Self.slices([19.3, 19, 26, 31, 30, 25]).isEmpty)
        #expect(Self.slices([21, 19, 26, 31, 30, 25]) == [0, 1, 2, 3])
    }

    @Test("a neck alone is no trochanter")
    func neck() { #expect(Self.slices([31, 30, 28, 25, 20, 15]).isEmpty) }

    @Test("nothing without bones")
    func none() { #expect(Self.slices([nil, nil]).isEmpty) }
}
