import Anatomy

extension VisitChange {
    /// Every later visit against the first of its patient, by side, level and, of MR, sequence. Visits go by date;
    /// without dates they stay in the order given.
    package static func all(of visits: [Visit], earlyDays: Int) -> [VisitChange] {
        var subjects: [String] = []
        for visit in visits where !subjects.contains(visit.subject) {
            subjects.append(visit.subject)
        }
        return subjects.flatMap { subject in
            let own = ordered(visits.filter { $0.subject == subject })
            return own.dropFirst().flatMap { changes(from: own[0], to: $0, earlyDays: earlyDays) }
        }
    }

    private static func ordered(_ visits: [Visit]) -> [Visit] {
        guard visits.allSatisfy({ $0.date != nil }) else { return visits }
        return visits.enumerated().sorted { left, right in
            guard let one = left.element.date, let other = right.element.date, one != other
            else { return left.offset < right.offset }
            return one < other
        }.map(\.element)
    }

    private static func changes(
        from first: Visit, to later: Visit, earlyDays: Int
    ) -> [VisitChange] {
        struct Place: Hashable {
            let side: Laterality?
            let level: GlutealLevel?
            let sequence: String?
        }
        func places(_ visit: Visit) -> [Place: [VisitImage]] {
            Dictionary(grouping: visit.images) {
                Place(side: $0.side, level: $0.level, sequence: $0.sequence)
            }
        }
        let before = places(first)
        let after = places(later)
        let sides = Laterality.allCases.map(Optional.some) + [nil]
        let levels = GlutealLevel.allCases.map(Optional.some) + [nil]
        // Pictures without a sequence come first.
        let sequences = Set((first.images + later.images).map(\.sequence))
            .sorted { ($0 ?? "") < ($1 ?? "") }
        return sides.flatMap { side in
            levels.flatMap { level in
                sequences.compactMap { sequence in
                    let place = Place(side: side, level: level, sequence: sequence)
                    guard before[place] != nil || after[place] != nil else { return nil }
                    return VisitChange(
                        first, later, side: side, level: level, sequence: sequence,
                        images: (before[place] ?? [], after[place] ?? []), earlyDays: earlyDays)
                }
            }
        }
    }
}
