import DICOMFiles

/// The four kinds of objects; each is a series of its own in the study of its sources.
package enum ResultKind: String, Hashable, Sendable, CaseIterable {
    case segmentation = "seg"
    case capture = "sc"
    case report = "sr"
    case presentation = "pr"

    var modality: String {
        switch self {
        case .segmentation: "SEG"
        case .capture: "OT"
        case .report: "SR"
        case .presentation: "PR"
        }
    }

    /// Far above the numbers that devices give.
    var seriesNumber: Int {
        switch self {
        case .segmentation: 9301
        case .capture: 9302
        case .report: 9303
        case .presentation: 9304
        }
    }

    /// At most 64 characters of ASCII, which every character set has.
    var seriesDescription: String {
        switch self {
        case .segmentation: "Nerve outlines, automated, unverified (nerve-measure)"
        case .capture: "Nerves annotated, automated, unverified (nerve-measure)"
        case .report: "Nerve measurements, automated, unverified (nerve-measure)"
        case .presentation: "Nerve outlines drawn, automated, unverified (nerve-measure)"
        }
    }
}
