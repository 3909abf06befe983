import Anatomy
import Geometry
import Phantoms
import Raster
import StudyModel

/// A phantom's series as the measuring stages see it, with its truth.
package struct PhantomVolume: Sendable {
    package let parameters: MRPhantomParameters
    package let geometry: VolumeGeometry
    package let pictures: [Plane<Float>]
    package let labels: [LabelPlane]
    package let truth: [MRSliceTruth]

    package init(_ parameters: MRPhantomParameters) throws {
        let phantom = try MRPhantom(parameters)
        let acquisition = parameters.acquisition
        self.parameters = parameters
        geometry = VolumeGeometry(
            planes: phantom.planes, columns: acquisition.columns, rows: acquisition.rows,
            spacingBetweenSlices: acquisition.thickness + acquisition.gap,
            sliceThickness: acquisition.thickness, irregularities: [])
        let slices = phantom.planes.indices.map { phantom.slice($0) }
        pictures = slices.map { $0.picture.map { Float($0) } }
        labels = slices.map(\.labels)
        truth = slices.map(\.truth)
    }

    package var labelled: LabelledVolume { LabelledVolume(geometry: geometry, labels: labels) }

    package var frames: [CalibratedFrame] { Frames.calibrated(pictures, geometry) }

    /// What is true of a slice's nerves on one side.
    package func nerves(_ side: Laterality, inSlice slice: Int) -> [MRNerveTruth] {
        truth[slice].nerves.filter { $0.side == side }
    }
}

package enum Frames {
    package static func calibrated(
        _ pictures: [Plane<Float>], _ geometry: VolumeGeometry
    ) -> [CalibratedFrame] {
        pictures.indices.map { slice in
            let frame = Frame(
                id: FrameID(input: "volume", number: slice + 1), modality: .magneticResonance,
                luminance: pictures[slice], evidence: ScaleEvidence())
            return CalibratedFrame(
                frame: frame,
                scale: .uniform(
                    .known(
                        geometry.planes[slice].spacing, basis: .pixelSpacing,
                        relativeUncertainty: 0.01)))
        }
    }
}
