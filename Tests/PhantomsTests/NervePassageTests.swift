import Anatomy
import Testing

@testable import Phantoms

/// How nerves lie to piriformis and bone, and where planes meet them.
@Suite struct NervePassageTests {
    static func anatomy(_ variant: SciaticVariant, seed: UInt64) -> PelvisAnatomy {
        var parameters = MRPhantomParameters(seed: seed)
        parameters.variant = [.left: variant, .right: variant]
        return PelvisAnatomy(parameters)
    }

    static func heights(_ course: NerveCourse, _ range: ClosedRange<Double>) -> [Double] {
        stride(from: range.lowerBound, through: range.upperBound, by: 2)
            .filter(course.heights.contains)
    }

    @Test(
        "nerves pass piriformis as their variant says", arguments: SciaticVariant.allCases,
        [1, 2, 3, 4, 5, 6] as [UInt64])
    func variants(variant: SciaticVariant, seed: UInt64) throws {
        let anatomy = Self.anatomy(variant, seed: seed)
        for nerve in anatomy.nerves {
            let part = try #require(
                anatomy.parts.first { $0.landmark == .piriformis && $0.side == nerve.side })
            let muscle = PiriformisPassage(tube: part.tube) { anatomy.warped($0) }
            let courses = nerve.courses.suffix(variant.passages.count)
            for (course, passage) in zip(courses, variant.passages) {
                let stations = Self.heights(course, -20...80).map { course.station(height: $0) }
                let bellies = stations.compactMap { muscle.belly(at: $0.centreVector) }
                #expect(bellies.count > 4)
                let nearest = stations.map { station in
                    station.border(count: 12).map { muscle.field(at: $0) }.min() ?? 0
                }.min()
                switch passage {
                case .below:
                    #expect(bellies.allSatisfy { $0 > 0 })
                    #expect(try #require(nearest) > 0)
                case .above:
                    #expect(bellies.allSatisfy { $0 < 0 })
                    #expect(try #require(nearest) > 0)
                case .through: #expect(bellies.contains { abs($0) < 1 })
                }
            }
        }
    }

    @Test("no variant runs through bone", arguments: SciaticVariant.allCases)
    func freeOfBone(variant: SciaticVariant) {
        for seed in 1...12 as ClosedRange<UInt64> {
            let anatomy = Self.anatomy(variant, seed: seed)
            let bones = anatomy.parts.filter { $0.label == .bone }
            for course in anatomy.nerves.flatMap(\.courses) {
                for height in Self.heights(course, -150...56) {
                    for place in course.station(height: height).border(count: 12) {
                        let at = anatomy.warped(place)
                        let depth = bones.map { $0.tube.field(at: at) }.min() ?? 0
                        #expect(depth > -1.5, "seed \(seed) at \(place)")
                    }
                }
            }
        }
    }

    @Test(
        "the steepest planes meet a nerve once, and there",
        arguments: SciaticVariant.allCases, [-25.0, 25])
    func crossings(variant: SciaticVariant, degrees: Double) {
        let angle = degrees * .pi / 180
        let normal = PatientVector(
            0, -ReproducibleMath.sine(angle), ReproducibleMath.cosine(angle))
        var met = 0
        for course in (1...12 as ClosedRange<UInt64>).flatMap({
            Self.anatomy(variant, seed: $0).nerves.flatMap(\.courses)
        }) {
            func distance(_ height: Double, _ origin: PatientVector) -> Double {
                normal.dot(course.station(height: height).centreVector - origin)
            }
            let places = Array(
                stride(
                    from: course.heights.lowerBound, through: course.heights.upperBound, by: 0.5))
            for level in stride(from: -120.0, through: 100, by: 20) {
                let origin = PatientVector(0, 30, level)
                let signs = places.map { distance($0, origin) > 0 }
                let changes = zip(signs, signs.dropFirst()).filter { $0 != $1 }.count
                #expect(changes <= 1)
                let height = course.crossing(origin: origin, normal: normal)
                #expect(changes == 0 || height != nil)
                guard let height else { continue }
                #expect(abs(distance(height, origin)) < 1e-9)
                met += 1
            }
        }
        #expect(met > 100)
    }
}
