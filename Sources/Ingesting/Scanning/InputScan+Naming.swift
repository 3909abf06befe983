extension InputScan {
    /// Sorts what was found. Inputs of several arguments that would share a name get as many
    /// components of their argument in front as make them differ.
    init(_ found: [Found]) {
        let named = Self.uniqueNames(of: found.map(\.place))
        let order = found.indices.sorted {
            named[$0].utf8.lexicographicallyPrecedes(named[$1].utf8)
        }
        for index in order {
            let name = named[index]
            switch found[index].kind {
            case .file(let bytes, let sidecar, let format):
                items.append(
                    InputItem(
                        input: name, path: found[index].place.path, byteCount: bytes,
                        sidecarPath: sidecar, format: format))
            case .refused(let error): refusals.append(Refusal(input: name, error: error))
            case .skipped(let reason): skips.append(Skip(input: name, reason: reason))
            }
        }
    }

    private static func uniqueNames(of places: [Place]) -> [String] {
        var names = places.map(\.input)
        var extent = 0
        let limit = places.map(\.longestExtension).max() ?? 0
        while extent < limit {
            let counts = Dictionary(names.map { ($0, 1) }, uniquingKeysWith: +)
            let shared = names.indices.filter { counts[names[$0], default: 0] > 1 }
            if shared.isEmpty { break }
            extent += 1
            for index in shared { names[index] = places[index].name(extendedBy: extent) }
        }
        return names
    }
}
