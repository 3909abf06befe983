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
        let one = try volume(first, frame: reference.frame == nil ? against.frame : nil)
        let other: LabelVolume? =
            if let second {
                try volume(second, frame: against.frame == nil ? reference.frame : nil)
            } else { nil }
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

    /// A slice of a volume where the other reader has single frames.
    private func volume(_ file: MaskFile, frame: Int?) throws(PairProblem) -> LabelVolume {
        let volume: LabelVolume
        do throws(MaskProblem) { volume = try file.labels() } catch {
            throw .failed(error.code, "\(file.name) \(error.detail)")
        }
        guard let frame, frame > 1 || volume.size.slices > 1 else { return volume }
        guard let slice = volume.slice(frame - 1) else {
            throw .failed(
                "noSuchFrame",
                "\(file.name) has \(volume.size.slices) slices; frame \(frame) is asked for")
        }
        return slice
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
        let stated = readings.compactMap { $0.spacing.flatMap(GridSpacing.init) }
        let known = stated + volumes.compactMap(\.spacing)
        guard let first = known.first else { return options.spacing.flatMap(GridSpacing.init) }
        guard known.allSatisfy({ $0.agrees(with: first, within: Self.spacingTolerance) }) else {
            throw .failed("otherSpacing", "the readers state different spacings")
        }
        // A picture says nothing of slices.
        return volumes.compactMap(\.spacing).first ?? first
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

extension GridSpacing {
    fileprivate init?(_ spacing: PixelSpacing) {
        self.init(
            betweenColumns: spacing.betweenColumns.value, betweenRows: spacing.betweenRows.value)
    }

    /// In the plane.
    fileprivate func agrees(with other: GridSpacing, within tolerance: Double) -> Bool {
        func isNear(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= tolerance * max(a, b) }
        return isNear(betweenRows, other.betweenRows)
            && isNear(betweenColumns, other.betweenColumns)
    }
}
