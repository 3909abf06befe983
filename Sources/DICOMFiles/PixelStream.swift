/// Pixels that are made while they are written: no more than one piece of them is in memory.
package final class PixelStream {
    /// An even number.
    package let byteCount: Int
    /// What kept a piece from being made.
    package private(set) var failure: (any Error)?
    /// Whether bytes were asked for that there are not.
    private(set) var isShort = false

    /// Gives one piece after another, `nil` after the last.
    package typealias Pieces = () throws -> [UInt8]?
    private let begin: () -> Pieces
    private var next: Pieces
    private var piece: [UInt8] = []
    /// Bytes of the piece that were taken.
    private var used = 0
    private var position = 0

    /// - Parameters:
    ///   - byteCount: of all pieces; a byte is added where it is odd.
    ///   - begin: begins a run through the pieces; every run gives the same.
    package init(byteCount: Int, _ begin: @escaping () -> Pieces) {
        self.byteCount = byteCount + byteCount % 2
        self.begin = begin
        next = begin()
    }

    /// Hands `count` bytes from `offset` on to `take`; they are usually the next ones.
    ///
    /// - Returns: `false` when they cannot be made.
    func read(from offset: Int, count: Int, _ take: (ArraySlice<UInt8>) -> Void) -> Bool {
        if offset < position { (next, piece, used, position) = (begin(), [], 0, 0) }
        return advance(by: offset - position) { _ in } && advance(by: count, take)
    }

    private func advance(by count: Int, _ take: (ArraySlice<UInt8>) -> Void) -> Bool {
        var rest = count
        while rest > 0 {
            guard used < piece.count || fill() else { return false }
            let part = min(rest, piece.count - used)
            take(piece[used..<used + part])
            used += part
            position += part
            rest -= part
        }
        return true
    }

    private func fill() -> Bool {
        do {
            // Only the byte that makes the number even is not in a piece.
            let made = try next() ?? (position == byteCount - 1 ? [0] : nil)
            guard let made else {
                isShort = true
                return false
            }
            (piece, used) = (made, 0)
            return !made.isEmpty || fill()
        } catch {
            (failure, isShort) = (error, true)
            return false
        }
    }
}
