import Ingesting
import JSON
import StudyModel

/// Everything that one reader said, study by study.
package struct ReadingBook: Sendable {
    package let reader: String
    /// One per study of the plan, in its order.
    private(set) var studies: [History<StudyReading>]
    /// Seconds that the reader looked at a frame.
    private(set) var seconds: [SeedFile.Target: Double] = [:]
    /// What was said of inputs that this session does not have; it is kept.
    private var others = StudyReading()
    private let homes: [String: Int]

    /// - Parameter inputs: the names of the inputs of every study.
    init(reader: String, inputs: [[String]], said: SaidBefore = SaidBefore()) {
        self.reader = reader
        var homes: [String: Int] = [:]
        for (index, names) in inputs.enumerated() { for name in names { homes[name] = index } }
        self.homes = homes
        var readings = inputs.map { _ in StudyReading() }
        for (target, reading) in said.reading.frames {
            if let home = homes[target.input] {
                readings[home][frame: target] = reading
            } else {
                others[frame: target] = reading
            }
        }
        for (input, statement) in said.reading.inputs {
            if let home = homes[input] {
                readings[home][input: input] = statement
            } else {
                others[input: input] = statement
            }
        }
        for (target, levels) in said.reading.levels {
            if let home = homes[target.input] {
                readings[home].levels[target] = levels
            } else {
                others.levels[target] = levels
            }
        }
        studies = readings.map(History.init)
        seconds = said.seconds
    }

    /// What a file holds of an earlier session.
    struct SaidBefore: Sendable {
        var reading = StudyReading()
        var seconds: [SeedFile.Target: Double] = [:]
        var outcomes: [SeedFile.Target: ReadOutcome] = [:]
    }

    mutating func change(
        _ study: Int, _ body: (inout History<StudyReading>) throws(EditProblem) -> Void
    ) throws(EditProblem) {
        try body(&studies[study])
    }

    mutating func spend(_ seconds: Double, on target: SeedFile.Target) {
        guard seconds > 0, seconds.isFinite else { return }
        self.seconds[target, default: 0] += seconds
    }

    /// What was said of all studies together.
    var said: StudyReading {
        studies.reduce(into: others) { all, study in
            all.frames.merge(study.present.frames) { $1 }
            all.inputs.merge(study.present.inputs) { $1 }
            all.levels.merge(study.present.levels) { $1 }
        }
    }
}
