import Anatomy
import Geometry
import Phantoms
import Raster
import Segmenting
import StudyModel
import Testing
import VolumeSupport

@testable import Measuring

/// Simulated pelves from their own labels: what is measured is what they were made of.
@Suite struct DeepGlutealTests {
    /// 6 mm slices from the shaft of the femur to the sciatic notch.
    static func parameters(
        seed: UInt64, _ sequence: MRSequence = .t2FatSuppressed
    ) -> MRPhantomParameters {
        var parameters = MRPhantomParameters(seed: seed)
        parameters.acquisition.sequence = sequence
        var random = RandomStream(seed: seed, purpose: 40)
        parameters.acquisition.timing = MRAcquisition.timing(sequence, random: &random)
        parameters.acquisition.spacing = 0.8
        parameters.acquisition.columns = 400
        parameters.acquisition.rows = 256
        parameters.acquisition.slices = 28
        parameters.acquisition.thickness = 3
        parameters.acquisition.gap = 3
        parameters.acquisition.centre = SIMD3(0, 20, 0)
        parameters.acquisition.shading = 0
        return parameters
    }

    /// The body that most tests share.
    private static let body = Result { try PhantomVolume(parameters(seed: 41)) }
    private static let measuredBody = Result { try result(try body.get()) }

    static func result(_ volume: PhantomVolume) throws -> DeepGlutealResult {
        let finder = NervePathFinder(volume.labelled)
        let midline = try #require(finder.midline)
        let kind: MRSequenceKind =
            volume.parameters.acquisition.sequence == .t2FatSuppressed ? .t2FatSuppressed : .t2
        return DeepGlutealMeasurer(
            volume.labelled, frames: volume.frames, midline: midline, sequence: kind
        ).result(finder.paths())
    }

    @Test("areas, levels, spaces and thickness are those of the phantom")
    func measured() throws {
        let volume = try Self.body.get()
        let result = try Self.measuredBody.get()
        for side in Laterality.allCases {
            let course = try #require(result.course(side))
            #expect(course.sections.count == 28)
            var rightLevels = 0
            for section in course.sections {
                let truth = try #require(volume.nerves(side, inSlice: section.slice).first)
                if let area = section.sum(of: .perpendicularArea) {
                    #expect(abs(area / truth.perpendicularArea - 1) < 0.12)
                }
                let levels = volume.truth[section.slice].levels.filter { $0.side == side }
                if Set(levels.map(\.level)) == Set(section.levels.map(\.level)) {
                    rightLevels += 1
                }
            }
            #expect(rightLevels >= 26)
            for space in GlutealSpace.allCases {
                let expected = volume.truth.flatMap(\.spaces).filter {
                    $0.side == side && $0.name == space.rawValue
                }.map(\.distance).min()
                let found = try #require(result.narrowest(space, side))
                #expect(abs(found.distance - (try #require(expected))) < 1.5)
                #expect(abs(found.from.distance(to: found.to) - found.distance) < 1e-9)
            }
            let thickness = volume.truth.compactMap { $0.piriformisThickness[side] }.max()
            let muscle = try #require(result.muscle(.piriformis, side))
            #expect(abs(muscle.thickness - (try #require(thickness))) < 1)
            #expect(try #require(muscle.volume) > 5)
        }
    }

    @Test("signal change is judged on fat-suppressed pictures only")
    func gated() throws {
        let suppressed = try Self.measuredBody.get()
        let plain = try Self.result(try PhantomVolume(Self.parameters(seed: 41, .t2)))
        func signalRules(_ result: DeepGlutealResult) -> [RuleResult] {
            result.findings.flatMap(\.rules).filter { $0.rule.hasPrefix("signal") }
        }
        #expect(signalRules(plain).allSatisfy { $0.verdict == .notAssessable })
        #expect(signalRules(suppressed).contains { $0.verdict != .notAssessable })
        // The value itself is reported either way.
        let sections = try #require(plain.course(.left)).sections
        #expect(sections.contains { if case .value? = $0.signal { true } else { false } })
    }

    @Test("a disease is found on its side, and structure and nerve are told apart")
    func diseases() throws {
        var parameters = Self.parameters(seed: 44)
        parameters.acquisition.thickness = 2
        parameters.acquisition.gap = 4
        parameters.affected = .right
        parameters.severity = 1
        parameters.pathology = .ischiofemoral
        let narrow = try Self.result(try PhantomVolume(parameters))
        #expect(narrow.verdict(.ischiofemoral, .structure, .right) == .supported)
        #expect(narrow.verdict(.ischiofemoral, .structure, .left) == .notSeen)
        parameters.pathology = .diffuseNeuropathy
        let diffuse = try Self.result(try PhantomVolume(parameters))
        #expect(diffuse.verdict(.diffuse, .nerve, .right) == .supported)
        #expect(diffuse.verdict(.diffuse, .nerve, .left) == .notSeen)
        #expect(diffuse.verdict(.hamstringOrigin, .structure, .right) == .notSeen)
    }

    @Test("the ratio is nearly the same with and without shading")
    func shading() throws {
        var parameters = Self.parameters(seed: 41)
        let even = try Self.measuredBody.get()
        parameters.acquisition.shading = 0.4
        let shaded = try Self.result(try PhantomVolume(parameters))
        for side in Laterality.allCases {
            let errors = try #require(shaded.course(side)).sections.compactMap {
                section -> Double? in
                guard case .value(let a)? = section.signal,
                    case .value(let b)? = even.course(side)?.section(at: section.slice)?.signal
                else { return nil }
                return abs(a.ratio / b.ratio - 1)
            }
            #expect(errors.count >= 15)
            #expect(errors.reduce(0, +) / Double(errors.count) < 0.05)
        }
    }
}

extension DeepGlutealResult {
    func verdict(
        _ site: FindingSite, _ aspect: FindingAspect, _ side: Laterality
    ) -> FindingVerdict? {
        findings.first { $0.site == site && $0.aspect == aspect && $0.side == side }?.verdict
    }
}
