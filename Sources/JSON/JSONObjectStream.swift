/// Writes an object with long lists piece by piece: the text is that of `JSONValue.text`, and only
/// one item of a list is in memory.
package struct JSONObjectStream<Failure: Error>: ~Copyable {
    private let sink: (String) throws(Failure) -> Void
    private var lastKey: String?

    /// - Parameter sink: takes the pieces in order.
    package init(to sink: @escaping (String) throws(Failure) -> Void) { self.sink = sink }

    package mutating func member(_ key: String, _ value: JSONValue) throws(Failure) {
        var writer = begin(key)
        writer.write(value, depth: 1)
        try sink(writer.text)
    }

    /// A list of objects.
    package mutating func list<Item>(
        _ key: String, of items: some Sequence<Item>, json: (Item) -> JSONValue
    ) throws(Failure) {
        try sink(begin(key).text + "[")
        var isEmpty = true
        for item in items {
            var writer = JSONWriter()
            writer.text = isEmpty ? "\n    " : ",\n    "
            writer.write(json(item), depth: 2)
            try sink(writer.text)
            isEmpty = false
        }
        try sink(isEmpty ? "]" : "\n  ]")
    }

    package consuming func finish() throws(Failure) { try sink(lastKey == nil ? "{}\n" : "\n}\n") }

    /// Members come in the order in which they are written.
    private mutating func begin(_ key: String) -> JSONWriter {
        precondition(
            lastKey.map { $0.unicodeScalars.lexicographicallyPrecedes(key.unicodeScalars) } ?? true,
            "keys are sorted")
        var writer = JSONWriter()
        writer.text = lastKey == nil ? "{\n  " : ",\n  "
        writer.write(quoted: key)
        writer.text += ": "
        lastKey = key
        return writer
    }
}
