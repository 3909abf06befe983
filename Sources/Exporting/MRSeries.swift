import DICOMFiles
import Geometry
import Phantoms
import Raster

/// A phantom as a series of MR Images, one file per slice (PS3.3 §A.4).
///
/// Everybody in it is invented and says so; dates are fixed; UIDs are digests of the parameters and
/// the place in the series. The same phantom gives the same bytes.
package struct MRSeries: Sendable {
    package let phantom: MRPhantom
    /// Head first or feet first, as the table says; the axes of the patient do not change with it.
    package let isFeetFirst: Bool
    private let uid: String

    package init(of phantom: MRPhantom, isFeetFirst: Bool = false) {
        self.phantom = phantom
        self.isFeetFirst = isFeetFirst
        let identity = phantom.parameters.identity
        uid = UniqueIdentifier.derived(from: "\(identity) \(isFeetFirst)").text
    }

    /// The file's bytes of slice `index`, from 0.
    package func encoded(
        _ picture: Plane<UInt16>, slice index: Int
    ) throws(DICOMWriteError) -> [UInt8] {
        let set = try DICOMDataSet()
        try set.put(
            SimulatedPatient.elements(seed: phantom.parameters.seed)
                + SimulatedPatient.study(
                    modality: "MR", description: "Simulated MR of the deep gluteal space")
                + place(index) + series
                + acquisition + image(picture, index))
        try set.put([
            .text(0x0008, 0x0016, "1.2.840.10008.5.1.4.1.1.4"),
            .text(
                0x0008, 0x0018, UniqueIdentifier.derived(from: "instance \(index) \(uid)").text),
            .text(0x0020, 0x000D, UniqueIdentifier.derived(from: "study \(uid)").text),
            .text(0x0020, 0x000E, UniqueIdentifier.derived(from: "series \(uid)").text),
            .text(0x0020, 0x0052, UniqueIdentifier.derived(from: "frame \(uid)").text),
        ])
        return try set.file(as: .explicitLittleEndian)
    }

    private func place(_ index: Int) -> [DICOMElement] {
        [
            .text(0x0008, 0x0021, SimulatedPatient.date),
            .text(0x0020, 0x0012, "1"),
            .text(0x0020, 0x0013, String(index + 1)),
        ]
    }

    private var series: [DICOMElement] {
        [
            .text(0x0008, 0x0070, "nerve-measure"),
            .text(0x0008, 0x1090, "MR phantom"),
            .text(0x0008, 0x103E, phantom.parameters.acquisition.sequence.rawValue),
            .text(0x0018, 0x0015, "PELVIS"),
            .text(0x0018, 0x5100, isFeetFirst ? "FFS" : "HFS"),
            .text(0x0020, 0x1040, ""),
        ]
    }

    private var acquisition: [DICOMElement] {
        let acquisition = phantom.parameters.acquisition
        let timing = acquisition.timing
        let sequence = acquisition.sequence
        var elements: [DICOMElement] = [
            .text(0x0018, 0x0020, timing.inversion == nil ? "SE" : "SE\\IR"),
            .text(0x0018, 0x0021, "SK"),
            .text(0x0018, 0x0022, sequence == .t2FatSuppressed ? "FS" : ""),
            .text(0x0018, 0x0023, sequence == .volume ? "3D" : "2D"),
            .text(0x0018, 0x0024, sequence.rawValue),
            .number(0x0018, 0x0050, acquisition.thickness),
            .number(0x0018, 0x0080, timing.repetition),
            .number(0x0018, 0x0081, timing.echo),
            .number(0x0018, 0x0087, 3),
            .number(0x0018, 0x0088, acquisition.distance),
            .number(0x0018, 0x0091, sequence == .t1 ? 3 : 15),
        ]
        if let inversion = timing.inversion { elements.append(.number(0x0018, 0x0082, inversion)) }
        return elements
    }

    private func image(_ picture: Plane<UInt16>, _ index: Int) -> [DICOMElement] {
        let plane = phantom.planes[index]
        let water = phantom.parameters.acquisition.sequence == .dixonWater
        var bytes: [UInt8] = []
        bytes.reserveCapacity(2 * picture.size.count)
        for sample in picture.samples {
            bytes.append(UInt8(truncatingIfNeeded: sample))
            bytes.append(UInt8(sample >> 8))
        }
        return [
            .text(0x0008, 0x0008, "ORIGINAL\\PRIMARY\\" + (water ? "WATER" : "M")),
            .text(0x0020, 0x4000, "Simulated picture, seed \(phantom.parameters.seed)"),
            DICOMElement(0x0020, 0x0032, .numbers(plane.origin.decimals)),
            DICOMElement(
                0x0020, 0x0037, .numbers(plane.alongRow.decimals + plane.alongColumn.decimals)),
            DICOMElement(
                0x0028, 0x0030,
                .numbers([plane.spacing.betweenRows.value, plane.spacing.betweenColumns.value])),
            .number(0x0028, 0x0002, 1),
            .text(0x0028, 0x0004, "MONOCHROME2"),
            .number(0x0028, 0x0010, picture.size.rows),
            .number(0x0028, 0x0011, picture.size.columns),
            .number(0x0028, 0x0100, 16),
            .number(0x0028, 0x0101, 12),
            .number(0x0028, 0x0102, 11),
            .number(0x0028, 0x0103, 0),
            .number(0x0028, 0x1050, 300),
            .number(0x0028, 0x1051, 600),
            DICOMElement(0x7FE0, 0x0010, .pixels(bitsAllocated: 16, bytes)),
        ]
    }
}

extension PatientPoint {
    /// To a tenth of a micrometre: what a decimal string of DICOM holds.
    fileprivate var decimals: [Double] {
        [left, posterior, superior].map { ($0 * 1e7).rounded() / 1e7 }
    }
}
