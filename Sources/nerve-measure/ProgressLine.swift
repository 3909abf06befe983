import Foundation

/// A progress line on a terminal; silent when standard error is no terminal.
final class ProgressLine {
    private let shown: Bool
    private let total: Int
    private var done = 0

    init(total: Int, quiet: Bool) {
        self.total = total
        shown = !quiet && total > 1 && isatty(STDERR_FILENO) == 1
    }

    func advance() {
        done += 1
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
