import FlyingFox
import Foundation
import ImageCodecs
import Pipeline
import Raster
import Review
import Testing

@testable import ReviewServer

/// A session with one picture, asked without a socket.
private struct Asked {
    let handler: ReviewHandler
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(
            at: folder.appending(path: "in"), withIntermediateDirectories: true)
        let size = try #require(PlaneSize(columns: 96, rows: 80))
        let plane = Plane<UInt8>(size: size, filledWith: 60)
        try Data(PNGImage.encode(grey: plane)).write(to: folder.appending(path: "in/a.png"))
        let work = try FrameWork(
            inputs: [folder.appending(path: "in").path],
            options: PipelineOptions(toolVersion: "test"))
        let options = ReviewOptions(reader: "AB", folder: folder.appending(path: "review"))
        handler = ReviewHandler(
            session: try ReviewSession(work: work, options: options), token: AccessToken())
    }

    func close() { try? FileManager.default.removeItem(at: folder) }

    func status(
        _ path: String, method: String = "GET", token: String? = nil,
        headers: [HTTPHeader: String] = [HTTPHeader("Host"): "127.0.0.1:80"], body: String? = nil
    ) async throws -> Int {
        var headers = headers
        if let body { headers[.contentLength] = String(body.utf8.count) }
        let target = HTTPRequest.Target(
            path: "/\(token ?? handler.token.text)/\(path)", query: "")
        let request = HTTPRequest(
            method: HTTPMethod(method), version: .http11, target: target,
            headers: HTTPHeaders(headers), body: HTTPBodySequence(data: Data((body ?? "").utf8)))
        return try await handler.handleRequest(request).statusCode.code
    }
}

@Suite struct ReviewHandlerTests {
    @Test("the page and its parts are there")
    func page() async throws {
        let asked = try Asked()
        defer { asked.close() }
        for path in [
            "", "review.css", "start.js", "list", "study/0", "frame/0/0/1", "pixels/0/0/1",
        ] {
            #expect(try await asked.status(path) == 200, "\(path)")
        }
    }

    @Test("another key, host or origin is forbidden")
    func access() async throws {
        let asked = try Asked()
        defer { asked.close() }
        let key = asked.handler.token.text
        for token in ["", "x", String(key.dropLast()), key + "0", String(key.reversed())] {
            #expect(try await asked.status("list", token: token) == 403, "\(token)")
        }
        let hosts = ["", "example.org", "127.0.0.1.example.org", "10.0.0.1:80"]
        for host in hosts {
            #expect(
                try await asked.status("list", headers: [HTTPHeader("Host"): host]) == 403)
        }
        let foreign = [
            HTTPHeader("Host"): "127.0.0.1:80", HTTPHeader("Origin"): "http://127.0.0.1:81",
        ]
        #expect(
            try await asked.status("export", method: "POST", headers: foreign, body: "{}") == 403)
    }

    @Test(
        "no path leads to a file",
        arguments: [
            "../list", "..%2flist", "%2e%2e/%2e%2e/etc/passwd", "start.js/..", "in/a.png", "a.png",
            "list/", "list/0", "study/1", "study/-1", "study/x", "study/0x0", "frame/0/0/2",
            "frame/0/0/0", "frame/0/1/1", "frame/0/0", "frame/0/0/1/1",
            "frame/99999999999999999999/0/1", "pixels/0/0/two", "AB.seeds.json", "edit/0",
        ])
    func paths(path: String) async throws {
        let asked = try Asked()
        defer { asked.close() }
        #expect(try await asked.status(path) == 404)
    }

    @Test("requests that are too large, without a length or of another form are refused")
    func bodies() async throws {
        let asked = try Asked()
        defer { asked.close() }
        func post(_ body: String) async throws -> Int {
            try await asked.status("edit/0", method: "POST", body: body)
        }
        #expect(try await asked.status("edit/0", method: "POST") == 411)
        #expect(try await post(String(repeating: " ", count: (1 << 20) + 1)) == 413)
        for body in ["", "{", "[]", #"{"kind":"undo"}"#, "\u{0}"] {
            #expect(try await post(body) == 400, "\(body)")
        }
        let frame = #""input":0,"frame":1"#
        #expect(try await post(#"{\#(frame),"version":0,"kind":"undo"}"#) == 422)
        #expect(try await post(#"{\#(frame),"version":9,"kind":"no_nerve"}"#) == 409)
        #expect(try await post(#"{"input":3,"frame":1,"version":0,"kind":"no_nerve"}"#) == 404)
        let outside = #""kind":"search","point":{"column":96,"row":4}"#
        #expect(try await post(#"{\#(frame),"version":0,\#(outside)}"#) == 422)
        #expect(try await post(#"{\#(frame),"version":0,"kind":"no_nerve"}"#) == 200)
    }

    @Test("keys are of 128 bits and never the same")
    func tokens() {
        let tokens = (0..<100).map { _ in AccessToken().text }
        #expect(Set(tokens).count == 100)
        #expect(tokens.allSatisfy { $0.wholeMatch(of: /[0-9a-f]{32}/) != nil })
    }
}
