import JSON

/// An edit with what it was made on.
package struct EditRequest: Sendable {
    package let address: FrameAddress
    /// Of the study, as the page has it.
    package let version: Int
    package let edit: Edit

    /// `{"version": 3, "input": 0, "frame": 1, "kind": …}`.
    package init(study: Int, json: JSONObject) throws(JSONProblem) {
        address = FrameAddress(
            study: study, input: try json.required("input", json.integer("input")),
            frame: try json.required("frame", json.integer("frame")))
        version = try json.required("version", json.integer("version"))
        edit = try Edit(json: json)
    }
}

/// Why a request is not carried out.
package enum RequestProblem: Error, Sendable {
    case noSuchFrame
    /// The study was changed by somebody else; the answer has it as it is now.
    case conflict(now: JSONValue)
    case edit(EditProblem)
    case store(ReviewError)
}

extension EditRequest {
    package init(address: FrameAddress, version: Int, edit: Edit) {
        self.address = address
        self.version = version
        self.edit = edit
    }
}
