/// What a reader says of the result of one frame.
package enum Verdict: String, Hashable, Sendable, CaseIterable {
    case accepted
    case rejected
}
