import Anatomy
import ArgumentParser

/// `--nerve`.
enum NerveOption: String, ExpressibleByArgument, CaseIterable {
    case any
    case sciatic

    var name: NerveName {
        switch self {
        case .any: .unspecified
        case .sciatic: .sciatic
        }
    }
}
