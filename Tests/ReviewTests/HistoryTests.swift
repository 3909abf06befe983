import Testing

@testable import Review

@Suite struct HistoryTests {
    @Test("undo and redo walk through the past; every step has a version of its own")
    func steps() {
        var history = History(0)
        history.take(1)
        history.take(2)
        #expect(history.version == 2)
        var seen: [Int] = []
        while history.undo() { seen.append(history.present) }
        while history.redo() { seen.append(history.present) }
        #expect(seen == [1, 0, 1, 2])
        #expect(history.version == 6)
        #expect(history.canUndo && !history.canRedo)
    }

    @Test("a change after an undo forgets what was undone")
    func branch() {
        var history = History("a")
        history.take("b")
        _ = history.undo()
        history.take("c")
        #expect(!history.canRedo)
        _ = history.undo()
        #expect(history.present == "a")
    }

    @Test("an equal value is no change")
    func equal() {
        var history = History(1)
        history.take(1)
        #expect(history.version == 0)
        #expect(!history.canUndo)
    }
}
