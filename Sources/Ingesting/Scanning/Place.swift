import Foundation

/// Where a file stands: which argument led to it and how.
struct Place: Hashable {
    /// The components of the argument, without `.` and the root.
    private let argument: [String]
    /// What follows the argument; empty for the argument itself.
    private let below: [String]
    let path: String

    init(argument path: String) {
        argument =
            path.isEmpty
            ? ["\"\""]
            : URL(fileURLWithPath: path).standardizedFileURL.pathComponents.filter { $0 != "/" }
        below = []
        self.path = path
    }

    private init(argument: [String], below: [String], path: String) {
        self.argument = argument
        self.below = below
        self.path = path
    }

    func appending(_ name: String) -> Place {
        Place(argument: argument, below: below + [name], path: path + "/" + name)
    }

    /// A file below the folder that holds this argument, named from that folder.
    func sibling(_ components: [String]) -> Place {
        let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        return Place(
            argument: argument.dropLast(), below: components,
            path: (folder + components.map { $0[...] }).joined(separator: "/"))
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

    /// The same for every way to write a path.
    var key: String { URL(fileURLWithPath: path).standardizedFileURL.path }
}
