import Ingesting
import Pipeline

/// What a reader goes through frame by frame: one file, or the slices of one MR series.
struct ReviewInput: Sendable {
    /// Of the file; of a series, of its first slice.
    let name: String
    /// Where each frame comes from.
    let frames: [SeedFile.Target]
    /// In the study's inputs; `nil` for a series.
    let planned: Int?
    let series: SeriesPlan?

    /// Series that can be measured take the place of the files that they come from.
    static func inputs(of study: PlannedStudy, in work: FrameWork) -> [ReviewInput] {
        let series = work.series(of: study)
        let used = Set(series.flatMap(\.slices).map(\.input))
        let files = study.inputs.indices.filter { !used.contains(study.inputs[$0].item.input) }
            .map { index in
                let name = study.inputs[index].item.input
                let count = max(1, study.inputs[index].placement.numberOfFrames)
                return ReviewInput(
                    name: name,
                    frames: (1...count).map { SeedFile.Target(input: name, number: $0) },
                    planned: index, series: nil)
            }
        return files
            + series.map { plan in
                ReviewInput(
                    name: plan.slices[0].input, frames: plan.slices, planned: nil, series: plan)
            }
    }
}
