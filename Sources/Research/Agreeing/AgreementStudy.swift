import Agreement
import Foundation
import Pipeline
import Synchronization

/// Two readers, image by image.
package struct AgreementStudy {
    package let pairs: [ReadingPair]
    package let referenceKind: String
    package let againstKind: String
    package let groups: [GroupAgreement]

    /// - Throws: `ResearchError` when a reader cannot be read at all, or no image is common to both.
    package init(_ options: AgreementOptions) throws(ResearchError) {
        let reference = try Reader.at(options.reference)
        let against = try Reader.at(options.against)
        let subjects: SubjectTable? =
            if let path = options.subjects { try SubjectTable(path) } else { nil }
        let match = ReaderMatch(reference: reference, against: against)
        guard !match.pairs.isEmpty else {
            throw .nothingInCommon(
                reference: match.onlyReference.first?.key ?? "nothing",
                against: match.onlyAgainst.first?.key ?? "nothing")
        }
        let work = PairWork(reference: reference, against: against, match: match)
        pairs = work.pairs(
            by: PairReader(options: options, subjects: subjects, images: match.images),
            options.threads)
        referenceKind = reference.kind.rawValue
        againstKind = against.kind.rawValue
        groups = GroupAgreement.all(of: pairs)
    }
}

/// Every pair of readings, in the order of the tables.
private struct PairWork {
    private enum Task {
        case compare(Reading, Reading)
        case settled(ReadingPair)
    }

    private var tasks: [Task] = []

    init(reference: Reader, against: Reader, match: ReaderMatch) {
        for (first, second) in match.pairs {
            add(first, second, reference, against)
        }
        for lonely in match.onlyReference { add(lonely, in: reference) }
        for lonely in match.onlyAgainst { add(lonely, in: against) }
    }

    /// A file of the one reader stands for every frame of the other's.
    private mutating func add(
        _ first: String, _ second: String, _ reference: Reader, _ against: Reader
    ) {
        if let reason = reference.repeated[first] ?? against.repeated[second] {
            var pair = ReadingPair(key: first, frame: nil, status: .failed)
            pair.reason = reason
            return tasks.append(.settled(pair))
        }
        let ours = reference.readings[first] ?? []
        let theirs = against.readings[second] ?? []
        for one in ours {
            let others = theirs.filter {
                $0.frame == one.frame || $0.frame == nil || one.frame == nil
            }
            if others.isEmpty { add(one, as: .onlyReference, Self.noFrame("the other reader")) }
            for other in others { tasks.append(.compare(one, other)) }
        }
        for other in theirs
        where !ours.contains(where: {
            $0.frame == other.frame || $0.frame == nil || other.frame == nil
        }) {
            add(other, as: .onlyAgainst, Self.noFrame("the reference"))
        }
    }

    private static func noFrame(_ reader: String) -> ReadingPair.Reason {
        ReadingPair.Reason(code: "noFrame", explanation: "\(reader) does not have this frame")
    }

    private mutating func add(_ lonely: ReaderMatch.Lonely, in reader: Reader) {
        for reading in reader.readings[lonely.key] ?? [] {
            add(reading, as: lonely.status, lonely.reason)
        }
    }

    private mutating func add(
        _ reading: Reading, as status: ReadingPair.Status, _ reason: ReadingPair.Reason
    ) {
        var pair = ReadingPair(
            key: reading.key, frame: reading.frame, subject: reading.subject, status: status)
        pair.side = reading.side
        pair.level = reading.level
        pair.reason = reason
        tasks.append(.settled(pair))
    }

    func pairs(by reader: PairReader, _ threads: Int) -> [ReadingPair] {
        let found = Mutex<[ReadingPair]>([])
        WorkerThreads.run(count: tasks.count, threads: threads, cancellation: Cancellation()) {
            [tasks] in
            { index in Self.pair(tasks[index], reader) }
        } deliver: { _, pair in
            found.withLock { $0.append(pair) }
        }
        return found.withLock { $0 }.sorted { ($0.key, $0.frame ?? 0) < ($1.key, $1.frame ?? 0) }
    }

    private static func pair(_ task: Task, _ reader: PairReader) -> ReadingPair {
        switch task {
        case .settled(var pair):
            // An image that the file of subjects does not name has nothing else to be placed by.
            try? reader.place(&pair)
            return pair
        case .compare(let one, let other): return reader.pair(one, other)
        }
    }
}
