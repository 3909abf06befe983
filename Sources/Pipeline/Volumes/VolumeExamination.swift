import Ingesting
import JSON
import StudyModel

/// What `doctor` says about the MR volumes among its inputs: their geometry, what is odd about it, and
/// whether a nerve can be followed through them.
struct VolumeExamination {
    private(set) var lines: [String] = []
    private(set) var hasSuitable = false

    init(_ headers: [SliceHeader]) {
        for volume in VolumeAssembly.volumes(of: headers) { describe(volume) }
    }

    private mutating func describe(_ volume: AssembledVolume) {
        lines.append(
            "volume \(name(of: volume)): \(volume.orientation.rawValue), "
                + "\(volume.slices.count) slice\(volume.slices.count == 1 ? "" : "s")")
        lines += [contrast(of: volume.slices[0])].compactMap { $0.map { "  " + $0 } }
        switch volume.geometry {
        case .failure(let problem):
            lines.append("  not measured: \(problem.message)")
        case .success(let geometry):
            lines.append("  " + words(for: geometry))
            lines += geometry.irregularities.map { "  " + words(for: $0, in: volume) }
            if let problem = VolumeSuitability.problem(of: geometry, volume.orientation) {
                lines.append("  not measured: \(problem.message)")
            } else {
                hasSuitable = true
                lines.append("  suitable for following a nerve")
            }
        }
    }

    private func name(of volume: AssembledVolume) -> String {
        let names = volume.slices.map(\.input)
        guard let first = names.first, let last = names.last, first != last else {
            return names.first ?? ""
        }
        return "\(first) … \(last)"
    }

    private func contrast(of slice: SliceHeader) -> String? {
        let contrast = slice.contrast
        let parts: [String?] = [
            contrast.sequenceName, contrast.repetitionTime.map { "TR \(number($0)) ms" },
            contrast.echoTime.map { "TE \(number($0)) ms" },
            contrast.inversionTime.map { "TI \(number($0)) ms" },
            contrast.diffusionBValue.map { "b \(number($0)) s/mm²" },
            contrast.imageType.isEmpty ? nil : contrast.imageType.joined(separator: " "),
        ]
        let stated = parts.compactMap(\.self)
        return stated.isEmpty ? nil : stated.joined(separator: ", ")
    }

    private func words(for geometry: VolumeGeometry) -> String {
        let spacing = geometry.planes[0].spacing
        let thickness = geometry.sliceThickness.map { "\(number($0)) mm thick" }
        return "\(geometry.columns) × \(geometry.rows) pixels of "
            + "\(number(spacing.betweenRows.value)) × \(number(spacing.betweenColumns.value)) mm "
            + "(row × column), slices \(number(geometry.spacingBetweenSlices)) mm apart, "
            + (thickness ?? "thickness not stated")
    }

    private func words(
        for irregularity: VolumeGeometry.Irregularity, in volume: AssembledVolume
    ) -> String {
        switch irregularity {
        case .gap(let index, let millimetres):
            "gap of \(number(millimetres)) mm after \(volume.slices[index].input)"
        case .unevenSpacing(let smallest, let largest):
            "uneven: slices \(number(smallest)) to \(number(largest)) mm apart"
        case .shear(let amount):
            "sheared: origins run \(number(amount)) mm sideways per mm"
        }
    }

    private func number(_ value: Double) -> String {
        let text = DecimalText.text(value, decimals: 3) ?? "?"
        guard text.contains(".") else { return text }
        let short = text.reversed().drop { $0 == "0" }.drop { $0 == "." }
        return String(short.reversed())
    }
}
