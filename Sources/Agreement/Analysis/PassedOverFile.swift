/// A file of a folder of masks that stands for no image.
package struct PassedOverFile: Hashable, Sendable {
    package enum Reader: String, Hashable, Sendable, CaseIterable {
        case reference
        case against
    }

    package enum Reason: String, Hashable, Sendable, CaseIterable {
        case noPicture
        case besideMask

        package var explanation: String {
            switch self {
            case .noPicture: "is neither a mask nor called as a picture"
            case .besideMask: "is no mask, and a mask of the same name is there"
            }
        }
    }

    package let reader: Reader
    /// Relative to the folder.
    package let name: String
    package let reason: Reason

    package init(reader: Reader, name: String, reason: Reason) {
        self.reader = reader
        self.name = name
        self.reason = reason
    }
}
