import Anatomy
import Measuring
import Phantoms
import Segmenting
import StudyModel
import VolumeSupport

/// A phantom measured from its own labels, or from damaged ones.
struct Measured {
    let volume: PhantomVolume
    let result: DeepGlutealResult

    init(_ volume: PhantomVolume, _ degradation: Degradation = .none) {
        self.volume = volume
        let labelled = degradation.applied(
            to: volume.labelled, seed: volume.parameters.seed)
        let finder = NervePathFinder(labelled)
        guard let midline = finder.midline else {
            result = DeepGlutealResult(
                sequence: volume.sequenceKind,
                courses: finder.paths().mapValues { _ in .abstained(.sideUnknown) }, spaces: [],
                muscles: [], comparisons: [], findings: [])
            return
        }
        result = DeepGlutealMeasurer(
            labelled, frames: volume.frames, midline: midline, sequence: volume.sequenceKind
        ).result(finder.paths())
    }
}

extension PhantomVolume {
    var sequenceKind: MRSequenceKind {
        switch parameters.acquisition.sequence {
        case .t1: .t1
        case .t2: .t2
        case .t2FatSuppressed: .t2FatSuppressed
        case .stir, .volume: .stir
        case .dixonWater: .dixonWater
        }
    }

    /// Slices in which the nerve of a side is whole in the picture.
    func wholeSlices(_ side: Laterality) -> [Int] {
        truth.indices.filter { slice in
            let own = nerves(side, inSlice: slice)
            return !own.isEmpty && own.allSatisfy(\.isWholeInPicture)
        }
    }
}

extension MRPhantomParameters {
    /// A varied body as clinics scan it: 0.4 to 0.7 mm pixels, slices of 3 to 4 mm.
    static func clinical(seed: UInt64, sequence: MRSequence? = nil) -> MRPhantomParameters {
        var random = RandomStream(seed: seed, purpose: 77)
        let planar = MRSequence.allCases.filter { $0 != .volume }
        let drawn = sequence ?? planar[random.whole(0...planar.count - 1)]
        var parameters = MRPhantomParameters.varied(seed: seed, sequence: drawn)
        let wide = random.uniform(280...340)
        parameters.acquisition.spacing = (random.uniform(0.5...0.7) * 100).rounded() / 100
        parameters.acquisition.thickness = (random.uniform(3...4) * 10).rounded() / 10
        parameters.acquisition.gap = (random.uniform(0...0.4) * 10).rounded() / 10
        parameters.acquisition.columns = min(
            512, Int(wide / parameters.acquisition.spacing / 16) * 16)
        parameters.acquisition.rows = min(
            448, Int(230 / parameters.acquisition.spacing / 16) * 16)
        parameters.acquisition.slices = 40
        parameters.acquisition.centre.x = random.uniform(-8...8).rounded()
        parameters.acquisition.centre.z = random.uniform(-30 ... -10).rounded()
        return parameters
    }
}
