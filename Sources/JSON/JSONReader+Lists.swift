extension JSONReader {
    /// The object that `bytes` hold, whose long lists are handed out item by item and not kept.
    ///
    /// - Parameters:
    ///   - lists: names of members that hold lists; they read as empty ones in the result.
    ///   - item: takes the name of a list, the index in it, and the item.
    package static func object(
        of bytes: [UInt8], streaming lists: Set<String>, item: (String, Int, JSONValue) -> Void
    ) throws(JSONProblem) -> JSONObject {
        let value: JSONValue
        do throws(JSONError) {
            value = try streamed(bytes, lists: lists, item: item)
        } catch {
            throw .syntax(error)
        }
        return try JSONObject(value)
    }

    private static func streamed(
        _ bytes: [UInt8], lists: Set<String>, item: (String, Int, JSONValue) -> Void
    ) throws(JSONError) -> JSONValue {
        guard isUTF8(bytes) else { throw .notUTF8 }
        var reader = try JSONReader(bytes)
        let value: JSONValue
        if try reader.peek() == UInt8(ascii: "{") {
            value = try reader.object { reader, key throws(JSONError) in
                guard lists.contains(key), try reader.peek() == UInt8(ascii: "[") else {
                    return try reader.value(depth: 1)
                }
                var index = 0
                try reader.eachItem { reader throws(JSONError) in
                    item(key, index, try reader.value(depth: 2))
                    index += 1
                }
                return .array([])
            }
        } else {
            value = try reader.value(depth: 0)
        }
        try reader.end()
        return value
    }
}
