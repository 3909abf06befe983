import JSON
import Pipeline

/// How far a study is: `state.json` in its folder, written before and after every step.
struct StudyState: Hashable {
    enum Phase: String, CaseIterable {
        /// Work has begun; after a crash it begins anew.
        case measuring
        /// The results wait for delivery.
        case measured
        case delivered
        /// There is nothing to deliver.
        case nothing
        /// Given up; a person must look.
        case failed
    }

    var phase: Phase
    /// Digest of the objects that the state is about.
    var content: String
    /// Number and time of these objects: while they stay, their digest does.
    var signature: String
    /// How often the work was begun.
    var attempts = 0
    /// Why there is nothing, or why it was given up.
    var reason: String?

    private static let schemaVersion = "1.0"

    var json: JSONValue {
        .object([
            "schema_version": .string(Self.schemaVersion),
            "phase": .string(phase.rawValue),
            "content": .string(content),
            "signature": .string(signature),
            "attempts": .integer(attempts),
            "reason": .optional(reason),
        ])
    }

    init(phase: Phase, content: String, signature: String) {
        self.phase = phase
        self.content = content
        self.signature = signature
    }

    init(json: JSONObject) throws(JSONProblem) {
        phase = try json.required("phase", json.word("phase"))
        content = try json.required("content", json.text("content"))
        signature = try json.required("signature", json.text("signature"))
        attempts = try json.integer("attempts", in: 0...1_000_000) ?? 0
        reason = try json.string("reason")
    }
}

extension Spool {
    private func statePath(_ key: String) -> String { "studies/\(key)/state.json" }

    /// `nil` without one; `.failure` for one that is damaged.
    func state(of key: String) -> Result<StudyState, JSONProblem>? {
        guard let bytes = root.read(statePath(key)) else { return nil }
        return Result { () throws(JSONProblem) in
            try StudyState(json: JSONObject(parsing: bytes))
        }
    }

    func write(_ state: StudyState, of key: String) throws(WriteError) {
        try root.writeForGood(state.json.text, to: statePath(key))
    }
}
