import FlyingFox
import Foundation
import JSON

/// The package has a type of this name, too.
typealias JSONValue = JSON.JSONValue

/// Responses, all with the same headers: nothing is cached, framed, or loaded from elsewhere.
enum Answer {
    private static let policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
        + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

    static func data(_ data: Data, type: String, status: HTTPStatusCode = .ok) -> HTTPResponse {
        HTTPResponse(
            statusCode: status,
            headers: [
                .contentType: type,
                .cacheControl: "no-store",
                HTTPHeader("Content-Security-Policy"): policy,
                HTTPHeader("Cross-Origin-Resource-Policy"): "same-origin",
                HTTPHeader("Referrer-Policy"): "no-referrer",
                HTTPHeader("X-Content-Type-Options"): "nosniff",
            ], body: data)
    }

    static func json(_ value: JSONValue, status: HTTPStatusCode = .ok) -> HTTPResponse {
        data(Data(value.line.utf8), type: "application/json", status: status)
    }

    /// - Parameter sentence: for the person at the page.
    static func problem(_ sentence: String, status: HTTPStatusCode) -> HTTPResponse {
        json(.object(["problem": .string(sentence)]), status: status)
    }
}
