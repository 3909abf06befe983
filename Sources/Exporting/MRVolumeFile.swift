import Geometry
import ImageCodecs
import Phantoms

/// The slices of a simulated series as the voxels of one NIfTI volume.
///
/// NIfTI counts to the right, forwards and up where DICOM counts to the left, backwards and up; rows,
/// columns and slices keep their order.
struct MRVolumeFile {
    let phantom: MRPhantom
    private var samples: [Float] = []

    init(of phantom: MRPhantom) {
        self.phantom = phantom
        let acquisition = phantom.parameters.acquisition
        samples.reserveCapacity(acquisition.columns * acquisition.rows * acquisition.slices)
    }

    mutating func append(_ slice: some Sequence<some BinaryInteger>) {
        for sample in slice { samples.append(Float(sample)) }
    }

    /// - Precondition: every slice was appended, from the first.
    var volume: NIfTIVolume {
        let acquisition = phantom.parameters.acquisition
        let transform = NIfTIVolume.Transform(code: 1, elements: elements)
        return NIfTIVolume(
            counts: [acquisition.columns, acquisition.rows, acquisition.slices],
            sizes: [acquisition.spacing, acquisition.spacing, acquisition.distance],
            qform: transform, sform: transform, samples: samples)
    }

    /// Scanner coordinates of voxel indices, three rows of four.
    private var elements: [Double] {
        let plane = phantom.planes[0]
        let acquisition = phantom.parameters.acquisition
        let steps = [
            acquisition.spacing * plane.alongRow, acquisition.spacing * plane.alongColumn,
            acquisition.distance * plane.normal, plane.origin,
        ]
        return steps.map { -$0.left } + steps.map { -$0.posterior } + steps.map(\.superior)
    }
}
