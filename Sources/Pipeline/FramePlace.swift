import Reporting
import StudyModel

/// Where the frames of one input go in the output, and how their items are called.
struct FramePlace {
    private let study: PlannedStudy
    private let input: PlannedInput
    /// Folder of the series in the study.
    let series: String

    init(study: PlannedStudy, input: PlannedInput) {
        self.study = study
        self.input = input
        series = input.placement.seriesInstanceUID.map(ItemNaming.folder(uid:)) ?? "image"
    }

    /// Path of a frame's files without their extensions, relative to the output folder.
    func base(frame number: Int) -> String {
        let name = ItemNaming.frame(number, sopInstanceUID: input.sopInstanceUID)
        return "\(study.folder)/\(series)/\(name)"
    }

    /// Path of the plot of a cine, relative to the output folder.
    var plot: String {
        let name = input.sopInstanceUID.map { ItemNaming.folder(uid: $0) + "-" } ?? ""
        return "\(study.folder)/\(series)/\(name)track.svg"
    }

    func source(frame number: Int) -> ItemSource {
        var source = inputSource(item: base(frame: number))
        source.frame = number
        return source
    }

    /// The place of an input that cannot be opened.
    var inputSource: ItemSource { inputSource(item: study.folder) }

    private func inputSource(item: String) -> ItemSource {
        var source = ItemSource(item: item, input: input.item.input)
        source.study = study.folder
        source.series = series
        source.instance = input.placement.instanceNumber
        source.sopInstanceUID = input.sopInstanceUID
        return source
    }
}
