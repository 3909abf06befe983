/// A value with its past: undo, redo, and a number that changes with every change.
package struct History<Value: Equatable & Sendable>: Sendable {
    package private(set) var present: Value
    /// Counts every change, undo and redo included.
    package private(set) var version = 0
    private var past: [Value] = []
    private var future: [Value] = []

    /// Steps back that are kept.
    private let depth = 200

    package init(_ present: Value) { self.present = present }

    package var canUndo: Bool { !past.isEmpty }
    package var canRedo: Bool { !future.isEmpty }

    /// Takes `value`; one that is equal to the present changes nothing.
    package mutating func take(_ value: Value) {
        guard value != present else { return }
        past.append(present)
        if past.count > depth { past.removeFirst() }
        future = []
        present = value
        version += 1
    }

    /// - Returns: whether there was a step to undo.
    package mutating func undo() -> Bool {
        guard let value = past.popLast() else { return false }
        future.append(present)
        present = value
        version += 1
        return true
    }

    /// - Returns: whether there was a step to redo.
    package mutating func redo() -> Bool {
        guard let value = future.popLast() else { return false }
        past.append(present)
        present = value
        version += 1
        return true
    }
}
