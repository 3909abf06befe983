import Anatomy
import StudyModel
import Tracing

extension LabelledVolume {
    /// The same with nerve where `paths` has it, and nowhere else: masks show what was measured.
    package func with(nervesOf paths: [NervePath]) -> LabelledVolume {
        var labels = labels.map { plane in
            plane.map { $0 == MaskLabel.nerve ? MaskLabel.background : $0 }
        }
        for section in paths.flatMap(\.sections) {
            for outline in section.outlines {
                labels[section.slice].fill(outline, with: MaskLabel.nerve)
            }
        }
        return LabelledVolume(
            geometry: geometry, labels: labels, nerveProbability: nerveProbability, trust: trust)
    }
}
