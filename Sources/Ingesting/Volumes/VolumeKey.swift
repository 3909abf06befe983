/// What the frames of one volume have in common; ordered, so that volumes are listed alike every time.
struct VolumeKey: Hashable, Comparable {
    private let parts: [String]

    /// Numbers as stated in a header are equal or not: no tolerance.
    init(_ header: SliceHeader) {
        let contrast = header.contrast
        let spacing = header.plane.spacing
        func word(_ value: (some CustomStringConvertible)?) -> String { value?.description ?? "" }
        parts = [
            word(header.studyInstanceUID), header.seriesInstanceUID ?? header.input,
            word(header.frameOfReferenceUID),
            "\(header.columns) × \(header.rows)",
            "\(spacing.betweenRows.value) \(spacing.betweenColumns.value)",
            word(header.sliceThickness), contrast.imageType.joined(separator: " "),
            word(contrast.sequenceName),
            word(contrast.echoTime), word(contrast.repetitionTime), word(contrast.inversionTime),
            word(contrast.diffusionBValue), contrast.diffusionGradient.description,
            word(contrast.temporalPosition),
        ]
    }

    static func < (a: VolumeKey, b: VolumeKey) -> Bool {
        a.parts.lexicographicallyPrecedes(b.parts)
    }
}
