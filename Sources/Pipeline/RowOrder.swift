import Reporting

/// The order of rows over all studies: by input, whichever study an input belongs to.
struct RowOrder {
    /// An input of a study, or a settled item.
    enum Place {
        /// Positions in `WorkPlan.studies` and in the study's inputs.
        case planned(study: Int32, input: Int32)
        /// Position in `WorkPlan.settled`.
        case settled(Int32)
    }

    let places: [Place]
    private let plan: WorkPlan

    init(_ plan: WorkPlan) {
        self.plan = plan
        var places = plan.settled.indices.map { Place.settled(Int32($0)) }
        for (number, study) in plan.studies.enumerated() {
            places += study.inputs.indices.map {
                .planned(study: Int32(number), input: Int32($0))
            }
        }
        places.sort { Self.precedes($0, $1, in: plan) }
        self.places = places
    }

    /// The places of each input in turn; files found under several INPUT arguments may share a name.
    var inputs: some Sequence<ArraySlice<Place>> {
        sequence(state: places[...]) { rest in
            guard let first = rest.first else { return nil }
            let name = plan.inputName(at: first).utf8
            let end =
                rest.firstIndex { !plan.inputName(at: $0).utf8.elementsEqual(name) }
                ?? rest.endIndex
            defer { rest = rest[end...] }
            return rest[..<end]
        }
    }

    /// Each study once, in the order in which its first row comes.
    var studies: [Int32] {
        var seen = Array(repeating: false, count: plan.studies.count)
        return places.compactMap { place in
            guard case .planned(let study, _) = place, !seen[Int(study)] else { return nil }
            seen[Int(study)] = true
            return study
        }
    }

    private static func precedes(_ left: Place, _ right: Place, in plan: WorkPlan) -> Bool {
        let (a, b) = (plan.inputName(at: left), plan.inputName(at: right))
        // Not `a != b`: names that differ in their bytes alone are two names.
        if !a.utf8.elementsEqual(b.utf8) { return a.utf8.lexicographicallyPrecedes(b.utf8) }
        let digests = [left, right].map { plan.input(at: $0)?.content.bytes ?? [] }
        return digests[0].lexicographicallyPrecedes(digests[1])
    }
}

extension WorkPlan {
    /// `nil` for a settled item.
    func input(at place: RowOrder.Place) -> PlannedInput? {
        guard case .planned(let study, let input) = place else { return nil }
        return studies[Int(study)].inputs[Int(input)]
    }

    func inputName(at place: RowOrder.Place) -> String {
        switch place {
        case .planned(let study, let input):
            studies[Int(study)].inputs[Int(input)].item.input
        case .settled(let index): settled[Int(index)].source.input
        }
    }

    var inputNames: [String] {
        studies.flatMap { $0.inputs.map(\.item.input) } + settled.map(\.source.input)
    }

    /// Studies are sorted by their folders.
    func holds(folder: String) -> Bool {
        var range = studies.startIndex..<studies.endIndex
        while let middle = range.isEmpty ? nil : (range.lowerBound + range.upperBound) / 2 {
            if studies[middle].folder == folder { return true }
            range =
                studies[middle].folder < folder
                ? middle + 1..<range.upperBound : range.lowerBound..<middle
        }
        return false
    }
}
