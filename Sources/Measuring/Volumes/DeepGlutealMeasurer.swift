import Anatomy
import Geometry
import StudyModel

/// Measures everything that a labelled MR volume of the deep gluteal space shows.
package struct DeepGlutealMeasurer {
    private let volume: LabelledVolume
    private let frames: [CalibratedFrame]
    private let midline: PelvicMidline
    private let sequence: MRSequenceKind
    private let statedLevels: [Int: [GlutealLevel]]
    private let signal: SignalMeasurer
    /// Of every slice.
    private typealias Landmarks = [Laterality: [SideLandmarks]]

    /// - Parameter statedLevels: by slice, in place of what landmarks show.
    /// - Precondition: a frame for every slice.
    package init(
        _ volume: LabelledVolume, frames: [CalibratedFrame], midline: PelvicMidline,
        sequence: MRSequenceKind, statedLevels: [Int: [GlutealLevel]] = [:]
    ) {
        precondition(frames.count == volume.labels.count, "a frame for every slice")
        self.volume = volume
        self.frames = frames
        self.midline = midline
        self.sequence = sequence
        self.statedLevels = statedLevels
        signal = SignalMeasurer(volume, pictures: frames.map(\.frame.luminance))
    }

    package func result(
        _ paths: [Laterality: Outcome<NervePath, PathAbsence>]
    ) -> DeepGlutealResult {
        let sections = volume.labels.indices.map { SliceSections(volume, slice: $0) }
        let landmarks: Landmarks = Laterality.allCases.reduce(into: [:]) { sides, side in
            sides[side] = sections.map { SideLandmarks($0, side: side, midline: midline) }
        }
        let courses = paths.mapValues { outcome($0, landmarks) }
        let known = courses.compactMapValues { outcome -> NerveCourse? in
            if case .value(let course) = outcome { course } else { nil }
        }
        let structures = StructureMeasurer(
            volume, sections: sections, midline: midline, signal: signal)
        let (spaces, muscles) =
            volume.trust.holdsForSurroundings
            ? surroundings(known, landmarks, structures) : ([], [])
        let comparisons = SideComparer.comparisons(known[.left], known[.right])
        let geometry = volume.geometry
        let judge = FindingJudge(
            sequence: sequence, courses: known, spaces: spaces, muscles: muscles,
            comparisons: comparisons, height: { geometry.height(ofSlice: $0) })
        return DeepGlutealResult(
            sequence: sequence, courses: courses, spaces: spaces, muscles: muscles,
            comparisons: comparisons, findings: judge.findings(),
            statesSurroundings: volume.trust.holdsForSurroundings)
    }

    private func outcome(
        _ path: Outcome<NervePath, PathAbsence>, _ landmarks: Landmarks
    ) -> Outcome<NerveCourse, PathAbsence> {
        switch path {
        case .abstained(let reason): .abstained(reason)
        case .value(let path): .value(course(path, landmarks[path.side] ?? []))
        }
    }

    private func course(_ path: NervePath, _ landmarks: [SideLandmarks]) -> NerveCourse {
        let levels = LevelFinder(volume)
        let measured = CourseMeasurer(
            geometry: volume.geometry, frames: frames, borderError: volume.trust.borderError
        ).course(of: path)
        let sections = zip(measured.sections, path.sections).map { section, found in
            var section = section.with(signal.signal(of: found, centre: section.centre))
            let stated = statedLevels[section.slice]?.map {
                LevelAssignment(level: $0, evidence: .operatorStated)
            }
            section.levels =
                stated
                ?? levels.levels(
                    at: section.centre, slice: section.slice,
                    landmarks: landmarks[section.slice])
            return section
        }
        return NerveCourse(side: path.side, sections: sections, gaps: measured.gaps)
    }

    private func surroundings(
        _ courses: [Laterality: NerveCourse], _ landmarks: Landmarks,
        _ structures: StructureMeasurer
    ) -> ([SpaceMeasurement], [MuscleMeasurement]) {
        var spaces: [SpaceMeasurement] = []
        var muscles: [MuscleMeasurement] = []
        for side in Laterality.allCases {
            let own = landmarks[side] ?? []
            spaces += SpaceMeasurer(geometry: volume.geometry).spaces(side, landmarks: own)
            muscles += MeasuredStructure.allCases.compactMap {
                structures.measurement(
                    of: $0, side: side, landmarks: own, course: courses[side])
            }
        }
        return (spaces, muscles)
    }
}
