import FlyingFox
import FlyingSocks
import Foundation
import Review

/// The page of a review on 127.0.0.1: nobody but this computer can reach it.
package struct ReviewServer: Sendable {
    private let server: HTTPServer
    private let token = AccessToken()

    /// - Parameter port: 0 lets the system choose.
    /// - Throws: an error of the system when 127.0.0.1 cannot be used.
    package init(session: ReviewSession, port: UInt16) throws {
        server = HTTPServer(
            address: try .inet(ip4: "127.0.0.1", port: port), timeout: 600, logger: .disabled,
            handler: ReviewHandler(session: session, token: token))
    }

    /// Serves until the task is cancelled.
    ///
    /// - Parameter isReady: is given the address, once it can be opened.
    /// - Throws: `POSIXError` for a port that is taken; `CancellationError`.
    package func run(isReady: @escaping @Sendable (String) -> Void) async throws {
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await server.run() }
                group.addTask {
                    try await server.waitUntilListening(timeout: 60)
                    guard case .ip4(_, let port) = await server.listeningAddress else { return }
                    isReady("http://127.0.0.1:\(port)/\(token.text)/")
                }
                while try await group.next() != nil {}
            }
        } catch SocketError.failed(_, let code, _) {
            throw POSIXError(POSIXErrorCode(rawValue: code) ?? .EIO)
        }
    }
}
