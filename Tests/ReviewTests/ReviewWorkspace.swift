import Foundation
import ImageCodecs
import JSON
import Pipeline
import Raster

@testable import Review

/// A temporary folder with pictures to review, removed at the end.
final class ReviewWorkspace {
    let root: URL
    var inputs: URL { root.appending(path: "in") }
    var folder: URL { root.appending(path: "review") }
    var file: URL { folder.appending(path: "AB.seeds.json") }

    init(pictures: [String] = ["a.png", "b.png"]) throws {
        root = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: inputs, withIntermediateDirectories: true)
        for name in pictures { try writePicture(name) }
    }

    deinit { try? FileManager.default.removeItem(at: root) }

    /// A grey picture of 96 × 80 pixels with a brighter square, and its scale beside it.
    func writePicture(_ name: String) throws {
        guard let size = PlaneSize(columns: 96, rows: 80) else { return }
        var plane = Plane<UInt8>(size: size, filledWith: 60)
        for row in 20..<50 { for column in 20..<50 { plane[column: column, row: row] = 160 } }
        let file = inputs.appending(path: name)
        try Data(PNGImage.encode(grey: plane)).write(to: file)
        try Data(#"{"pixel_spacing_mm": [0.2, 0.1]}"#.utf8)
            .write(to: file.deletingPathExtension().appendingPathExtension("json"))
    }

    var work: FrameWork {
        get throws {
            try FrameWork(inputs: [inputs.path], options: PipelineOptions(toolVersion: "test"))
        }
    }

    func session(
        reader: String = "AB", _ change: (inout ReviewOptions) -> Void = { _ in }
    ) throws -> ReviewSession {
        var options = ReviewOptions(reader: reader, folder: folder)
        change(&options)
        return try ReviewSession(work: work, options: options)
    }

    /// The study of a picture: studies are in the order of their folders.
    func study(of name: String, in session: ReviewSession) throws -> Int {
        let inputs = session.work.plan.studies.map { $0.inputs[0].item.input }
        guard let index = inputs.firstIndex(of: name) else { throw CocoaError(.fileNoSuchFile) }
        return index
    }
}

/// An edit of the only frame of a study, in the words of the page.
func edit(_ text: String, study: Int, version: Int) throws -> EditRequest {
    let members = #"{"input":0,"frame":1,"version":\#(version),\#(text)}"#
    return try EditRequest(study: study, json: JSONObject(parsing: Array(members.utf8)))
}

let square = #""kind":"outline","outline":[[20.5,20.5],[50.5,20.5],[50.5,40.5],[20.5,40.5]]"#

extension JSONValue {
    subscript(key: String) -> JSONValue {
        if case .object(let members) = self { members[key] ?? .null } else { .null }
    }

    var items: [JSONValue] { if case .array(let items) = self { items } else { [] } }
}
