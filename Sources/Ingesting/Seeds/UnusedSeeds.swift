/// Seeds for frames that a run did not have.
package enum UnusedSeeds {
    /// One sentence per input that `targets` name in vain: which frames, what there is, what to do.
    ///
    /// - Parameters:
    ///   - inputs: the numbers of the frames that the run had of the inputs that `targets` name; empty
    ///     for an input of which no frame was read.
    ///   - otherInputs: the names of the run's other inputs; asked for only when a name is unknown.
    /// - Returns: sentences in the order of the inputs' names; empty when every seed has its frame.
    package static func sentences(
        of targets: Set<SeedFile.Target>, among inputs: [String: Set<Int>],
        otherInputs: () -> [String] = { [] }
    ) -> [String] {
        lazy var names = Set(inputs.keys).union(otherInputs()).sorted()
        return Dictionary(grouping: targets, by: \.input).sorted { $0.key < $1.key }
            .compactMap { input, targets in
                let wanted = Set(targets.map(\.number))
                let unused = wanted.subtracting(inputs[input] ?? [])
                guard !unused.isEmpty else { return nil }
                return "the seeds for \(input) \(frames(unused)) are not used: "
                    + (inputs[input].map(reason) ?? reason(unknown: input, among: names))
            }
    }

    private static func reason(frames: Set<Int>) -> String {
        frames.isEmpty
            ? "no frame of that input was read; see why it was skipped or refused"
            : "it has \(Self.frames(frames)); correct \"frame\""
    }

    private static func reason(unknown input: String, among names: [String]) -> String {
        guard !names.isEmpty else { return "the run has no input; check the INPUT arguments" }
        let base = input.split(separator: "/").last
        let alike = names.filter { $0.split(separator: "/").last == base }
        let offer =
            alike.isEmpty ? "there is \(list(names))." : "did you mean \(list(alike))?"
        return "no input has that name; \(offer) Give \"input\" relative to the INPUT argument, as "
            + "items.tsv has it"
    }

    private static func list(_ names: [String]) -> String {
        names.prefix(3).joined(separator: ", ")
            + (names.count > 3 ? " and \(names.count - 3) more" : "")
    }

    /// `frame 3`, `frames 1–4, 7`: a long list is cut.
    private static func frames(_ numbers: Set<Int>) -> String {
        var runs: [ClosedRange<Int>] = []
        for number in numbers.sorted() {
            if let last = runs.last, last.upperBound + 1 == number {
                runs[runs.count - 1] = last.lowerBound...number
            } else {
                runs.append(number...number)
            }
        }
        let words = runs.prefix(8).map { run in
            run.count == 1 ? "\(run.lowerBound)" : "\(run.lowerBound)–\(run.upperBound)"
        }
        return (numbers.count == 1 ? "frame " : "frames ") + words.joined(separator: ", ")
            + (runs.count > 8 ? " and more" : "")
    }
}
