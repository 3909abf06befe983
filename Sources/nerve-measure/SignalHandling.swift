import Dispatch
import Foundation

/// Turns SIGTERM and SIGINT into a request to stop after the frame in hand.
final class SignalHandling {
    private let sources: [any DispatchSourceSignal]

    init(onSignal: @escaping @Sendable () -> Void) {
        sources = [SIGTERM, SIGINT].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler(handler: onSignal)
            source.resume()
            return source
        }
    }

    deinit { for source in sources { source.cancel() } }
}
