import Foundation

/// Where a file stands: which argument led to it and how.
struct Place: Hashable {
    /// The components of the argument, without `.` and the root.
    private let argument: [String]
    /// What follows the argument; empty for the argument itself.
    private let below: [String]
    let path: String
    /// The same for every way to write a path.
    let key: String

    init(argument path: String) {
        let url = URL(fileURLWithPath: path).standardizedFileURL
        argument = path.isEmpty ? ["\"\""] : url.pathComponents.filter { $0 != "/" }
        below = []
        self.path = path
        key = url.path
    }

    private init(argument: [String], below: [String], path: String, key: String) {
        self.argument = argument
        self.below = below
        self.path = path
        self.key = key
    }

    func appending(_ name: String) -> Place {
        Place(
            argument: argument, below: below + [name], path: path + "/" + name,
            key: (key == "/" ? "" : key) + "/" + name)
    }

    /// A file below the folder that holds this argument, named from that folder.
    func sibling(_ components: [String]) -> Place {
        let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        let path = (folder + components.map { $0[...] }).joined(separator: "/")
        return Place(
            argument: argument.dropLast(), below: components, path: path,
            key: URL(fileURLWithPath: path).standardizedFileURL.path)
    }

    /// Relative to the argument; an argument is called by its own name.
    var input: String { name(extendedBy: 0) }

    /// `input` with `count` more components of the argument in front.
    func name(extendedBy count: Int) -> String {
        let own = below.isEmpty ? 1 : 0
        let name = (argument.suffix(own + count) + below).joined(separator: "/")
        return name.isEmpty ? "/" : name
    }

    var longestExtension: Int { argument.count }
}
