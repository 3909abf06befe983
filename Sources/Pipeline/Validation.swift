import Reporting
import StudyModel

/// On what each kind of output in a report was proven.
enum Validation {
    static func statements(for records: [ItemRecord]) -> [ValidationStatement] {
        let slices = records.filter { $0.modality == .magneticResonance }
        let frames = records.filter { $0.modality != .magneticResonance }
        return (frames.isEmpty ? [] : ultrasound(frames))
            + (slices.contains { $0.status != .skipped } ? [magneticResonance] : [])
    }

    private static let magneticResonance = ValidationStatement(
        output: "outlines, levels, signal, spaces and findings in MR", basis: .phantomOnly,
        remark:
            "simulated anatomy of unseen seeds; of 17 nerve sections outlined by hand on two real "
            + "patients, each held out of training, 16 were met within 3 mm from a point near each "
            + "end and 4 without, with areas up to half too small; figures in the model card")

    private static func ultrasound(_ records: [ItemRecord]) -> [ValidationStatement] {
        let provenances = Set(records.flatMap(\.nerves).map(\.provenance))
        var statements = [
            ValidationStatement(
                output: "area, axes and perimeter of a given outline", basis: .analyticShapes,
                remark: "exact within 0.2 % on ellipses and polygons, anisotropic spacing included")
        ]
        if provenances.contains(.automatic) || provenances.isEmpty {
            statements.append(
                ValidationStatement(
                    output: "automatic outlines in ultrasound", basis: .realLabelled,
                    remark: "one scanner and one examiner, split by near-duplicate groups, not by "
                        + "patient; figures in the model card"))
        }
        if provenances.contains(.seeded) {
            statements.append(
                ValidationStatement(
                    output: "seeded outlines in ultrasound", basis: .realLabelled,
                    remark: "one scanner and one examiner, seeds drawn at random inside the "
                        + "labelled nerve; figures in the model card"))
        }
        if provenances.contains(.edited) {
            statements.append(
                ValidationStatement(
                    output: "edited outlines", basis: .notValidated,
                    remark: "drawn by the operator and measured as they are"))
        }
        return statements
    }
}
