import Foundation

/// Which of the names in a folder are sidecars, and of what. The sidecar of `a.png` is `a.json` or
/// `a.png.json`, that of `a.nii.gz` is `a.json` too.
struct Sidecars {
    private let names: Set<String>
    private let taken: Set<String>

    init(among names: [String]) {
        self.names = Set(names)
        taken = Set(names.filter { !$0.hasSuffix(".json") }.flatMap(Self.candidates))
    }

    func isSidecar(_ name: String) -> Bool { taken.contains(name) }

    /// - Throws: `IngestError.twoSidecars` when both exist.
    func path(of place: Place) throws(IngestError) -> String? {
        guard let name = place.path.split(separator: "/").last.map(String.init) else { return nil }
        let found = Self.candidates(name).filter(names.contains)
        guard found.count < 2 else {
            throw .twoSidecars(input: place.input, found: found)
        }
        return found.first.map { place.path.dropLast(name.count) + $0 }
    }

    private static func candidates(_ name: String) -> [String] {
        guard !name.hasSuffix(".json") else { return [] }
        let bare = name.hasSuffix(".nii.gz") ? String(name.dropLast(3)) : name
        let stem = (bare as NSString).deletingPathExtension
        return stem == name || stem.isEmpty ? [name + ".json"] : [stem + ".json", name + ".json"]
    }
}
