import Agreement
import Geometry
import StudyModel

/// Compares the masks of one image.
struct MaskReader {
    let options: AgreementOptions

    /// The labels of `MaskLabel`: 0 to 5, and finer muscles from 10.
    private static let knownLabels: [ClosedRange<Int32>] = [0...5, 10...99]
    /// Spacings that differ by more do not belong to one image.
    private static let spacingTolerance = 0.01

    /// - Parameter second: `nil` when the other reader drew nothing.
    func compare(
        _ first: MaskFile, _ second: MaskFile?, _ reference: Reading, _ against: Reading,
        into pair: inout ReadingPair
    ) throws(PairProblem) {
        let one = try labels(of: first)
        let other = try second.map { file throws(PairProblem) in try labels(of: file) }
        try requireOneGrid(one, other)
        let spacing = try spacing([reference, against], [one] + (other.map { [$0] } ?? []))
        let masks = try (
            mask(of: one, first, label: options.referenceLabel, option: "--reference-label"),
            other.map { volume throws(PairProblem) in
                try mask(
                    of: volume, second ?? first, label: options.againstLabel,
                    option: "--against-label")
            } ?? BinaryMask(size: one.size, voxels: one.labels.map { _ in false })
        )
        pair.masks = MaskComparison(reference: masks.0, other: masks.1, spacing: spacing)
        pair.areas = areas(masks.0, masks.1, spacing)
    }

    private func labels(of file: MaskFile) throws(PairProblem) -> LabelVolume {
        do throws(MaskProblem) { return try file.labels() } catch {
            throw .failed(error.code, "\(file.name) \(error.detail)")
        }
    }

    private func requireOneGrid(
        _ one: LabelVolume, _ other: LabelVolume?
    ) throws(PairProblem) {
        guard let other else { return }
        guard one.size == other.size else {
            throw .failed(
                "otherSize",
                "the masks are of \(one.size) and \(other.size); both must be of the size of the "
                    + "image")
        }
        guard let first = one.place, let second = other.place else { return }
        let isSame = zip(first, second).allSatisfy { abs($0 - $1) < 0.01 }
        guard isSame else {
            throw .failed("otherPlace", "the masks are of equal size and lie in different places")
        }
    }

    /// - Throws: for labels that are none of ours, unless the user says which is the nerve.
    private func mask(
        of volume: LabelVolume, _ file: MaskFile, label: Int32?, option: String
    ) throws(PairProblem) -> BinaryMask {
        if label == nil,
            let stranger = volume.labels.first(where: { label in
                !Self.knownLabels.contains { $0.contains(label) }
            })
        {
            throw .failed(
                "otherLabels",
                "\(file.name) holds the label \(stranger); known are 0 to 5 (1 is nerve) and 10 to "
                    + "99; say which label is the nerve with \(option)")
        }
        return volume.mask(of: label ?? Int32(MaskLabel.nerve))
    }

    /// What the readers know of the scale, else the option; in millimetres.
    private func spacing(
        _ readings: [Reading], _ volumes: [LabelVolume]
    ) throws(PairProblem) -> GridSpacing? {
        let known = readings.compactMap(\.spacing) + volumes.compactMap(\.spacing)
        let apart = volumes.compactMap(\.betweenSlices)
        guard let inPlane = known.first ?? options.spacing else { return nil }
        let agree =
            known.allSatisfy {
                $0.agrees(with: inPlane, relativeTolerance: Self.spacingTolerance)
            } && apart.allSatisfy { abs($0 - apart[0]) <= Self.spacingTolerance * apart[0] }
        guard agree else { throw .failed("otherSpacing", "the readers state different spacings") }
        return GridSpacing(
            betweenColumns: inPlane.betweenColumns.value, betweenRows: inPlane.betweenRows.value,
            betweenSlices: apart.first)
    }

    /// The whole area of either reader, where both found one; volumes have none.
    private func areas(
        _ first: BinaryMask, _ second: BinaryMask, _ spacing: GridSpacing?
    ) -> ReadingPair.Areas? {
        guard first.size.slices == 1, !first.isEmpty, !second.isEmpty else { return nil }
        let pixel = spacing.map { $0.betweenRows * $0.betweenColumns }
        return ReadingPair.Areas(
            unit: pixel == nil ? .pixels : .squareMillimetres,
            reference: Double(first.count) * (pixel ?? 1),
            against: Double(second.count) * (pixel ?? 1))
    }
}
