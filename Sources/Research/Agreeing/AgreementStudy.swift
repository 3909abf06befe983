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
    /// Files of folders of masks that are no image of either reader.
    package let passedOver: [PassedOverFile]

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
        passedOver = reference.passedOver(as: .reference) + against.passedOver(as: .against)
    }
}

/// The images of either reader, in the order of the tables.
private struct PairWork {
    private enum Task {
        case compare(key: String, [Reading], [Reading])
        case lonely(ReaderMatch.Lonely, [Reading])
    }

    private let tasks: [Task]

    init(reference: Reader, against: Reader, match: ReaderMatch) {
        tasks =
            match.pairs.map { first, second in
                .compare(
                    key: first, reference.readings[first] ?? [], against.readings[second] ?? [])
            } + match.onlyReference.map { .lonely($0, reference.readings[$0.key] ?? []) }
            + match.onlyAgainst.map { .lonely($0, against.readings[$0.key] ?? []) }
    }

    func pairs(by reader: PairReader, _ threads: Int) -> [ReadingPair] {
        let found = Mutex<[[ReadingPair]]>(tasks.map { _ in [] })
        WorkerThreads.run(count: tasks.count, threads: threads, cancellation: Cancellation()) {
            [tasks] in
            { index in Self.pairs(tasks[index], reader) }
        } deliver: { index, pairs in
            found.withLock { $0[index] = pairs }
        }
        return found.withLock { Array($0.joined()) }
            .sorted { ($0.key, $0.frame ?? 0) < ($1.key, $1.frame ?? 0) }
    }

    private static func pairs(_ task: Task, _ reader: PairReader) -> [ReadingPair] {
        switch task {
        case .compare(let key, let ours, let theirs):
            return ImagePairs(key: key, reference: ours, against: theirs, by: reader).all()
        case .lonely(let lonely, let readings):
            return readings.map { reading in
                var pair = ReadingPair(
                    key: reading.key, frame: reading.frame, subject: reading.subject,
                    status: lonely.status)
                pair.side = reading.side
                pair.level = reading.level
                pair.reason = lonely.reason
                return reader.placed(pair)
            }
        }
    }
}
