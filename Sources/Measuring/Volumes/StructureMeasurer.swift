import Anatomy
import Geometry
import Raster
import StudyModel

/// Size and signal of the muscles beside the nerve and of the hamstring origin.
struct StructureMeasurer {
    private let volume: LabelledVolume
    private let midline: PelvicMidline
    private let signal: SignalMeasurer?
    /// Of every slice.
    private let sections: [SliceSections]
    /// Smaller pieces are noise, mm².
    private static let leastPiece = 12.0
    /// A structure whose end section is larger than this share of its largest goes on beyond the volume.
    private static let endShare = 0.15
    private static let labels: [MeasuredStructure: AnatomicalLabel] = [
        .piriformis: .piriformis, .obturatorInternusGemelli: .obturatorInternus,
        .quadratusFemoris: .quadratusFemoris, .hamstringOrigin: .tendon,
    ]

    init(
        _ volume: LabelledVolume, sections: [SliceSections], midline: PelvicMidline,
        signal: SignalMeasurer?
    ) {
        self.volume = volume
        self.sections = sections
        self.midline = midline
        self.signal = signal
    }

    /// Sections of one slice.
    private struct Slice {
        let index: Int
        /// Largest first.
        let sections: [LabelSection]

        var area: Double { sections.reduce(0) { $0 + $1.area } }
        var thickness: Double { sections.first?.thickness ?? 0 }
        var touchesBorder: Bool { sections.contains(where: \.touchesPictureBorder) }
    }

    /// - Parameters:
    ///   - landmarks: of the side, of every slice.
    ///   - course: of the same side; tells where the reference muscle is.
    /// - Returns: `nil` where the structure is not seen.
    func measurement(
        of structure: MeasuredStructure, side: Laterality, landmarks: [SideLandmarks],
        course: NerveCourse?
    ) -> MuscleMeasurement? {
        guard let label = Self.labels[structure] else { return nil }
        let slices = volume.labels.indices.map { index in
            let own =
                structure == .hamstringOrigin
                ? landmarks[index].hamstringOrigin
                : sections[index].pieces(
                    of: label, side: side, midline: midline, leastArea: Self.leastPiece)
            return Slice(index: index, sections: own)
        }.filter { !$0.sections.isEmpty }
        guard let largest = slices.max(by: { $0.area < $1.area }),
            let thickest = slices.max(by: { $0.thickness < $1.thickness })
        else { return nil }
        return MuscleMeasurement(
            side: side, structure: structure, thickness: thickest.thickness,
            thicknessSlice: thickest.index, area: largest.area,
            volume: cubicCentimetres(of: slices, largest: largest.area),
            signalRatio: ratio(of: label, slices, course))
    }

    /// As the sum of sections; `nil` when the structure goes on beyond the volume or the picture.
    private func cubicCentimetres(of slices: [Slice], largest: Double) -> Double? {
        let last = volume.labels.count - 1
        let goesOn = slices.contains { slice in
            slice.touchesBorder
                || ((slice.index == 0 || slice.index == last)
                    && slice.area > Self.endShare * largest)
        }
        guard !goesOn else { return nil }
        let geometry = volume.geometry
        return slices.reduce(0) { sum, slice in
            let below = geometry.height(ofSlice: max(0, slice.index - 1))
            let above = geometry.height(ofSlice: min(last, slice.index + 1))
            let steps = Double(min(last, slice.index + 1) - max(0, slice.index - 1))
            return sum + slice.area * (above - below) / steps
        } / 1_000
    }

    private func ratio(
        of label: AnatomicalLabel, _ slices: [Slice], _ course: NerveCourse?
    ) -> Double? {
        guard let signal, let course else { return nil }
        let ratios = slices.compactMap { slice -> Double? in
            guard let section = course.section(at: slice.index) else { return nil }
            return signal.ratio(
                of: label, within: slice.sections.map(\.outline), near: section.centre,
                slice: slice.index)
        }
        return ratios.isEmpty ? nil : ratios.middle
    }
}

extension [Double] {
    /// The median.
    ///
    /// - Precondition: not empty.
    var middle: Double {
        let sorted = sorted()
        return (sorted[(count - 1) / 2] + sorted[count / 2]) / 2
    }
}
