import Anatomy
import Geometry
import Phantoms
import StudyModel
import Testing
import VolumeSupport

@testable import Segmenting

/// Paths in simulated pelves, from their own labels and from damaged ones.
@Suite struct PhantomPathTests {
    /// Few coarse slices of a whole pelvis.
    static func parameters(seed: UInt64, centre: Double = 0) -> MRPhantomParameters {
        var parameters = MRPhantomParameters(seed: seed)
        parameters.acquisition.spacing = 1
        parameters.acquisition.columns = 288
        parameters.acquisition.rows = 192
        parameters.acquisition.slices = 10
        parameters.acquisition.thickness = 8
        parameters.acquisition.centre = SIMD3(centre, 20, -30)
        return parameters
    }

    @Test("the midline is found where the field is off centre", arguments: [-25.0, 0, 25, 60])
    func midline(centre: Double) throws {
        let volume = try PhantomVolume(Self.parameters(seed: 31, centre: centre))
        let midline = try #require(MidlineFinder(volume.labelled).midline())
        let middle = PatientPoint(left: 0, posterior: 30, superior: -30)
        #expect(abs(midline.offset(of: middle)) < 4)
    }

    @Test("one half alone has no midline")
    func half() throws {
        var parameters = Self.parameters(seed: 32, centre: 95)
        parameters.acquisition.columns = 160
        let volume = try PhantomVolume(parameters)
        #expect(MidlineFinder(volume.labelled).midline() == nil)
    }

    @Test("centres are within a millimetre, sides right", arguments: Degradation.allCases)
    func centres(degradation: Degradation) throws {
        let volume = try PhantomVolume(Self.parameters(seed: 33))
        let paths = NervePathFinder(degradation.applied(to: volume.labelled, seed: 1)).paths()
        for side in Laterality.allCases {
            guard case .value(let path)? = paths[side] else {
                Issue.record("no path on the \(side)")
                continue
            }
            #expect(path.sections.count >= 7)
            for section in path.sections {
                let truth = try #require(volume.nerves(side, inSlice: section.slice).first)
                #expect(section.centre.distance(to: truth.centre) < 1)
            }
        }
    }
}
