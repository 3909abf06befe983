import Foundation
import Synchronization

/// A progress line on a terminal; silent when standard error is no terminal.
final class ProgressLine: Sendable {
    private let shown: Bool
    private let total: Int
    private let done = Mutex(0)

    init(total: Int, quiet: Bool) {
        self.total = total
        shown = !quiet && total > 1 && isatty(STDERR_FILENO) == 1
    }

    func advance() {
        let done = done.withLock { done in
            done += 1
            return done
        }
        guard shown else { return }
        let width = 30
        let filled = total == 0 ? width : done * width / total
        let bar =
            String(repeating: "#", count: filled) + String(repeating: ".", count: width - filled)
        write("\r[\(bar)] \(done)/\(total)")
    }

    func finish() {
        if shown { write("\r\u{1B}[K") }
    }

    private func write(_ text: String) {
        FileHandle.standardError.write(Data(text.utf8))
    }
}
