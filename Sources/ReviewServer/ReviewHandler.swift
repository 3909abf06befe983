import FlyingFox
import Foundation
import Ingesting
import JSON
import Review

/// Answers the page: checks who asks and how much, and hands the rest to the session.
struct ReviewHandler: HTTPHandler {
    let session: ReviewSession
    let token: AccessToken

    /// An outline of ten thousand vertices has a third of this.
    static let mostBodyBytes = 1 << 20

    func handleRequest(_ request: HTTPRequest) async throws -> HTTPResponse {
        guard isLocal(request) else {
            return Answer.problem("this page is for this computer only", status: .forbidden)
        }
        let steps = request.target.path().split(separator: "/", omittingEmptySubsequences: false)
            .dropFirst()
        guard let first = steps.first, token.matches(first) else {
            return Answer.problem(
                "the address lacks its key; use the address that nerve-measure printed",
                status: .forbidden)
        }
        guard let route = Route(method: request.method.rawValue, steps: Array(steps.dropFirst()))
        else { return Self.nothing }
        return try await answer(route, request)
    }

    /// Whether the request names this computer: a name from elsewhere that leads here is not ours.
    private func isLocal(_ request: HTTPRequest) -> Bool {
        let host = request.headers[HTTPHeader("Host")] ?? ""
        let isHere = ["127.0.0.1", "localhost"].contains(String(host.prefix { $0 != ":" }))
        guard let origin = request.headers[HTTPHeader("Origin")] else { return isHere }
        return isHere && origin == "http://" + host
    }

    private static let nothing = Answer.problem(
        "there is nothing at this address", status: .notFound)

    private func answer(_ route: Route, _ request: HTTPRequest) async throws -> HTTPResponse {
        switch route {
        case .asset(let name):
            guard let file = ReviewAssets.files[name] else { return Self.nothing }
            return Answer.data(file, type: ReviewAssets.type(of: name))
        case .list:
            return Answer.json(await session.listDocument())
        case .study(let study):
            guard await session.hasStudy(study) else { return Self.nothing }
            return Answer.json(await session.studyDocument(study))
        case .frame(let address):
            guard await session.has(address) else { return Self.nothing }
            return Answer.json(await session.frameDocument(at: address))
        case .pixels(let address):
            return try await pixels(at: address)
        case .edit(let study):
            return try await change(request) { json in
                try await session.take(EditRequest(study: study, json: json))
            }
        case .time(let address):
            return try await change(request) { json in
                let seconds = try json.required("seconds", json.double("seconds"))
                try await session.spend(seconds, at: address)
                return .object([:])
            }
        case .series(let study, let input):
            guard await session.hasSeries(study: study, input: input) else { return Self.nothing }
            return Answer.json(await session.seriesDocument(study: study, input: input))
        case .view(let kind, let study, let input):
            guard await session.hasSeries(study: study, input: input) else { return Self.nothing }
            return await view(kind, study: study, input: input)
        case .export:
            return try await change(request) { _ in try await session.export() }
        }
    }

    private func pixels(at address: FrameAddress) async throws -> HTTPResponse {
        guard await session.has(address) else { return Self.nothing }
        do throws(IngestError) {
            let picture = try await session.pixels(at: address)
            var answer = Answer.data(
                Data(picture.levels), type: "application/octet-stream")
            answer.headers[HTTPHeader("X-Columns")] = String(picture.size.columns)
            answer.headers[HTTPHeader("X-Rows")] = String(picture.size.rows)
            return answer
        } catch {
            // That the picture cannot be read, and why, is in the result of the frame.
            return Answer.data(Data(), type: "application/octet-stream", status: .noContent)
        }
    }

    /// 204 until the series was looked at.
    private func view(
        _ kind: ReviewSession.ViewKind, study: Int, input: Int
    ) async -> HTTPResponse {
        let empty = Answer.data(Data(), type: "application/octet-stream", status: .noContent)
        guard let view = try? await session.view(kind, study: study, input: input) else {
            return empty
        }
        var answer = Answer.data(Data(view.levels), type: "application/octet-stream")
        answer.headers[HTTPHeader("X-Columns")] = String(view.size.columns)
        answer.headers[HTTPHeader("X-Rows")] = String(view.size.rows)
        answer.headers[HTTPHeader("X-Step")] = String(view.step)
        if let origin = view.origin {
            answer.headers[HTTPHeader("X-Origin")] =
                "\(origin.left),\(origin.posterior),\(origin.superior)"
        }
        return answer
    }

    private func change(
        _ request: HTTPRequest, _ body: (JSONObject) async throws -> JSONValue
    ) async throws -> HTTPResponse {
        guard let length = request.headers[.contentLength].flatMap({ Int($0) }) else {
            return Answer.problem("the request does not state its length", status: .lengthRequired)
        }
        guard length <= Self.mostBodyBytes else {
            // Read to its end, so that the answer arrives.
            for try await _ in request.bodySequence {}
            return Answer.problem(
                "the request has \(length) bytes; at most \(Self.mostBodyBytes) are taken",
                status: .payloadTooLarge)
        }
        do {
            let bytes = try await [UInt8](request.bodyData)
            return Answer.json(try await body(JSONObject(parsing: bytes)))
        } catch let problem as JSONProblem {
            return Answer.problem("the request \(problem.message)", status: .badRequest)
        } catch let problem as RequestProblem {
            return Self.answer(to: problem)
        }
    }

    private static func answer(to problem: RequestProblem) -> HTTPResponse {
        switch problem {
        case .noSuchFrame: nothing
        case .conflict(let frame):
            Answer.json(
                .object([
                    "problem": .string(
                        "this study was changed in another window; what you did here was not taken"),
                    "frame": frame,
                ]), status: .conflict)
        case .edit(let problem): Answer.problem(problem.message, status: .unprocessableContent)
        case .store(let error): Answer.problem(error.message, status: .internalServerError)
        }
    }
}
