import Synchronization

/// Studies and when each is next to be looked at. One thread at a time has a study in hand.
final class DueList: Sendable {
    private struct State {
        var due: [String: ContinuousClock.Instant] = [:]
        var inHand: Set<String> = []
    }

    private let state = Mutex(State())

    /// Instead of the time that was set before.
    func set(_ key: String, after seconds: Double) {
        state.withLock { $0.due[key] = .now + .seconds(max(0, seconds)) }
    }

    /// The study that has been due for longest; `nil` when none is.
    func take() -> String? {
        state.withLock { state in
            let now = ContinuousClock.now
            let next = state.due.filter { $0.value <= now && !state.inHand.contains($0.key) }
                .min { ($0.value, $0.key) < ($1.value, $1.key) }
            guard let key = next?.key else { return nil }
            state.due[key] = nil
            state.inHand.insert(key)
            return key
        }
    }

    /// What was taken may be taken again.
    func finish(_ key: String) {
        state.withLock { state in _ = state.inHand.remove(key) }
    }
}

/// Pauses between attempts in vain: twice as long each time.
final class BackOff: Sendable {
    private let pauses = Mutex<[String: Double]>([:])
    private let first: Double
    private let longest: Double

    init(first: Double, longest: Double) {
        self.first = first
        self.longest = longest
    }

    func pause(of key: String) -> Double {
        pauses.withLock { pauses in
            let pause = pauses[key].map { min(2 * $0, longest) } ?? first
            pauses[key] = pause
            return pause
        }
    }

    func forget(_ key: String) { pauses.withLock { $0[key] = nil } }
}
