import Geometry
import Reporting
import StudyModel

/// One MR volume and what was found in it.
package struct ResultVolume: Sendable {
    /// One per slice, in the order of `geometry`.
    package let records: [ItemRecord]
    package let geometry: VolumeGeometry
    /// As the source states it; without one the slices have no place in the patient.
    package let frameOfReferenceUID: String?
    /// Tells left from right; `nil` when the pelvis shows none.
    package let midline: PelvicMidline?
    /// What report.json says of the volume.
    package let report: VolumeRecord

    package init(
        records: [ItemRecord], geometry: VolumeGeometry, frameOfReferenceUID: String?,
        midline: PelvicMidline?, report: VolumeRecord
    ) {
        self.records = records
        self.geometry = geometry
        self.frameOfReferenceUID = frameOfReferenceUID
        self.midline = midline
        self.report = report
    }
}
