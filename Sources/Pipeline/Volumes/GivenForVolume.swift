import Anatomy
import Geometry
import Ingesting
import StudyModel
import Tracing

/// What a seed file states of the slices of one volume.
struct GivenForVolume {
    private(set) var seeds = VolumeSeeds()
    /// By slice.
    private(set) var levels: [Int: [GlutealLevel]] = [:]

    init() {}

    /// - Parameter frames: of the slices of `geometry`, in its order.
    /// - Throws: `IngestError.seed` for a seed outside its slice and for an unusable mask.
    init(
        _ file: SeedFile, frames: [CalibratedFrame], geometry: VolumeGeometry
    ) throws(IngestError) {
        for (slice, calibrated) in frames.enumerated() {
            let frame = calibrated.frame
            levels[slice] = file.levels(
                of: SeedFile.Target(input: frame.id.input, number: frame.id.number))
            for seed in try file.seeds(for: frame) {
                add(seed, in: slice, of: geometry.planes[slice])
            }
        }
    }

    /// - Parameters:
    ///   - stated: by slice, inside its picture.
    ///   - levels: by slice.
    init(stated: [Int: [Seed]], levels: [Int: [GlutealLevel]], geometry: VolumeGeometry) {
        self.levels = levels
        for slice in stated.keys.sorted() {
            for seed in stated[slice] ?? [] { add(seed, in: slice, of: geometry.planes[slice]) }
        }
    }

    private mutating func add(_ seed: Seed, in slice: Int, of plane: SlicePlane) {
        switch seed {
        case .point(let point): seeds.points.append(plane.patientPoint(at: point))
        case .box(let box): seeds.points.append(plane.patientPoint(at: box.centre))
        case .outline(let outline): seeds.drawn[slice, default: []].append(outline)
        case .mask(let mask):
            seeds.drawn[slice, default: []] += mask.components(of: MaskLabel.nerve).map(\.outer)
        case .noNerve: seeds.withoutNerve.insert(slice)
        }
    }
}
