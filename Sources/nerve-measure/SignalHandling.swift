import Dispatch
import Foundation

/// Turns SIGTERM and SIGINT into a request to stop after the frame in hand, and SIGXFSZ into errors.
final class SignalHandling {
    private let sources: [any DispatchSourceSignal]

    init(onSignal: @escaping @Sendable () -> Void) {
        // A file over the limit of ulimit -f is then an error, as a full disk is.
        signal(SIGXFSZ, SIG_IGN)
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
