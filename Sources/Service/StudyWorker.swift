import Foundation
import JSON
import Pipeline
import SystemWords

/// Measures studies that have been quiet. Every step is on the disk before the next begins, so that a
/// killed service goes on where it was and does nothing twice.
struct StudyWorker: Sendable {
    let spool: Spool
    let options: ServiceOptions
    let studies: DueList
    let deliveries: DueList
    let cancellation: Cancellation
    let report: @Sendable (ServiceEvent) -> Void
    let backOff = BackOff(first: 10, longest: 600)

    /// Work on one study that crashed so often is not begun again.
    static let maximumAttempts = 3

    /// Until the service is to stop.
    func run() {
        while !cancellation.isRequested {
            guard let key = studies.take() else {
                Thread.sleep(forTimeInterval: 0.1)
                continue
            }
            attend(to: key)
            studies.finish(key)
        }
    }

    private func attend(to key: String) {
        do {
            try work(key)
            backOff.forget(key)
        } catch {
            let reason =
                switch error {
                case let error as WriteError: error.message
                case let error as BatchError: error.message
                case let error as Passing: error.reason
                default: SystemWords.reason(error)
                }
            guard !cancellation.isRequested else { return }
            report(.postponed(study: Self.name(key), reason: reason))
            studies.set(key, after: backOff.pause(of: key))
        }
    }

    /// First digits of a key, as `measure` calls the study.
    static func name(_ key: String) -> String { String(key.prefix(12)) }

    /// What may fare better another time.
    private struct Passing: Error {
        let reason: String
    }

    private func work(_ key: String) throws {
        let known = knownState(of: key)
        guard let arrival = spool.arrival(of: key) else {
            // Cleared away, as it was delivered.
            return
        }
        if let known, known.signature == arrival.signature, known.phase != .measuring {
            return settle(known, key)
        }
        let content = try spool.content(of: key)
        var state =
            known.flatMap { $0.content == content ? $0 : nil }
            ?? StudyState(phase: .measuring, content: content, signature: arrival.signature)
        state.signature = arrival.signature
        if state.phase == .measuring { try measure(key, &state) }
        guard !cancellation.isRequested || state.phase != .measuring else { return }
        try spool.write(state, of: key)
        settle(state, key)
    }

    private func knownState(of key: String) -> StudyState? {
        switch spool.state(of: key) {
        case nil: return nil
        case .success(let state): return state
        case .failure:
            report(.unreadableState(study: Self.name(key)))
            return nil
        }
    }

    private func settle(_ state: StudyState, _ key: String) {
        if state.phase == .measured, options.destination != nil { deliveries.set(key, after: 0) }
    }

    private func measure(_ key: String, _ state: inout StudyState) throws {
        let name = Self.name(key)
        guard state.attempts < Self.maximumAttempts else {
            state.phase = .failed
            state.reason = "the program ended \(state.attempts) times while it worked on the study"
            return report(.givenUp(study: name, reason: state.reason ?? ""))
        }
        state.attempts += 1
        try spool.write(state, of: key)
        report(.working(study: name))
        do {
            let batch = try Batch(
                inputs: [spool.objects(of: key).path], output: spool.results(of: key),
                options: options.measuring)
            let summary = try batch.run(cancellation: cancellation)
            guard !summary.wasInterrupted else { throw Passing(reason: "the service stops") }
            try conclude(summary, key, &state)
        } catch {
            // It did not crash, so that it does not count.
            state.attempts -= 1
            try spool.write(state, of: key)
            throw error
        }
    }

    private func conclude(
        _ summary: Batch.Summary, _ key: String, _ state: inout StudyState
    ) throws {
        let name = Self.name(key)
        let count = spool.resultObjects(of: key).count
        if count > 0 {
            state.phase = .measured
            return report(.measured(study: name, objects: count))
        }
        let gap = summary.missingDICOM.entries.first
        let reason = gap?.sentence ?? "no frame of the study could be read"
        if gap?.mayPass == true { throw Passing(reason: reason) }
        state.phase = gap?.isDefect == true ? .failed : .nothing
        state.reason = reason
        report(
            state.phase == .failed
                ? .givenUp(study: name, reason: reason)
                : .withoutResult(study: name, reason: reason))
    }
}

extension Spool {
    /// Paths of the DICOM results of a study, sorted.
    func resultObjects(of key: String) -> [String] {
        let folder = results(of: key).path
        let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasSuffix(".dcm") && $0.contains("/dicom/") }.sorted()
            .map { folder + "/" + $0 }
    }
}
