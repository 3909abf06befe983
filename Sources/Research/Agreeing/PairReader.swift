import Agreement

/// Compares what two readers said about one image.
struct PairReader {
    let options: AgreementOptions
    let subjects: SubjectTable?
    /// Every image that `subjects` may name.
    let images: ImageNames

    func pair(_ reference: Reading, _ against: Reading) -> ReadingPair {
        var pair = ReadingPair(
            key: reference.key, frame: reference.frame ?? against.frame,
            subject: reference.subject ?? against.subject, status: .compared)
        pair.side = reference.side ?? against.side
        pair.level = reference.level ?? against.level
        do throws(PairProblem) {
            try place(&pair)
            try compare(reference, against, into: &pair)
        } catch {
            pair.status = error.status
            pair.reason = error.reason
        }
        return pair
    }

    /// `pair` with patient, side and level from the file of subjects, where it names the image.
    func placed(_ pair: ReadingPair) -> ReadingPair {
        var placed = pair
        try? place(&placed)
        return placed
    }

    private func place(_ pair: inout ReadingPair) throws(PairProblem) {
        guard let subjects else { return }
        let entry: SubjectEntry
        do throws(SubjectTable.Gap) {
            entry = try subjects.entry(of: pair.key, among: images)
        } catch {
            throw .failed(
                error == .absent ? "noSubject" : "ambiguousSubject",
                subjects.sentence(error, pair.key))
        }
        pair.subject = entry.subject
        pair.side = pair.side ?? entry.side
        pair.level = pair.level ?? entry.level
    }

    private func compare(
        _ reference: Reading, _ against: Reading, into pair: inout ReadingPair
    ) throws(PairProblem) {
        switch (reference.content, against.content) {
        case (.unusable(let reason), _), (_, .unusable(let reason)):
            throw PairProblem(status: .failed, reason: reason)
        case (.notMeasured(let reason), _), (_, .notMeasured(let reason)):
            throw PairProblem(status: .notMeasured, reason: reason)
        case (.abstained(let reason), _):
            throw PairProblem(status: .notMeasured, reason: reason)
        case (.areas, .abstained(let reason)):
            pair.hasReferenceArea = !reference.areas.isEmpty
            throw PairProblem(status: .abstained, reason: reason)
        case (.areas, _), (_, .areas): try compareAreas(reference, against, into: &pair)
        case (.mask(let file), .abstained(let reason)):
            pair.status = .abstained
            pair.reason = reason
            try MaskReader(options: options).compare(file, nil, reference, against, into: &pair)
        case (.mask(let first), .mask(let second)):
            try MaskReader(options: options).compare(first, second, reference, against, into: &pair)
        }
    }

    /// Tables against tables, or against what was measured.
    private func compareAreas(
        _ reference: Reading, _ against: Reading, into pair: inout ReadingPair
    ) throws(PairProblem) {
        guard !reference.areas.isEmpty, !against.areas.isEmpty else {
            throw .failed("noArea", "one reader gives an area and the other a mask alone")
        }
        for unit in ReadingPair.AreaUnit.allCases {
            guard let first = reference.areas[unit], let second = against.areas[unit] else {
                continue
            }
            pair.areas = ReadingPair.Areas(unit: unit, reference: first, against: second)
            return
        }
        throw .failed("noCommonUnit", "one area is in mm², the other in pixels")
    }
}

/// Why a pair is not compared.
struct PairProblem: Error {
    let status: ReadingPair.Status
    let reason: ReadingPair.Reason

    static func failed(_ code: String, _ explanation: String) -> PairProblem {
        PairProblem(
            status: .failed, reason: ReadingPair.Reason(code: code, explanation: explanation))
    }
}
