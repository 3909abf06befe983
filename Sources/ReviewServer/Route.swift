import Anatomy
import Reformatting
import Review

/// What a request asks for, read from method and path alone. There is nothing else to be had: no
/// path leads to a file.
enum Route: Equatable {
    case asset(String)
    case list
    case study(Int)
    case frame(FrameAddress)
    case pixels(FrameAddress)
    case edit(study: Int)
    case time(FrameAddress)
    case export
    case series(study: Int, input: Int)
    case view(ReviewSession.ViewKind, study: Int, input: Int)

    /// - Parameter steps: the path below the token.
    init?(method: String, steps: [Substring]) {
        let numbers = steps.dropFirst().compactMap { Int($0) }
        let isNumbered = numbers.count == steps.count - 1
        switch (method, steps.first ?? "", numbers.count) {
        case ("GET", "list", 0) where steps.count == 1: self = .list
        case ("GET", "study", 1) where isNumbered: self = .study(numbers[0])
        case ("GET", "frame", 3) where isNumbered: self = .frame(Self.address(numbers))
        case ("GET", "pixels", 3) where isNumbered: self = .pixels(Self.address(numbers))
        case ("POST", "edit", 1) where isNumbered: self = .edit(study: numbers[0])
        case ("POST", "export", 0) where steps.count == 1: self = .export
        case ("POST", "time", 3) where isNumbered: self = .time(Self.address(numbers))
        case ("GET", "series", 2) where isNumbered:
            self = .series(study: numbers[0], input: numbers[1])
        case ("GET", let name, 3) where isNumbered && Self.view(name, numbers[2]) != nil:
            guard let kind = Self.view(name, numbers[2]) else { return nil }
            self = .view(kind, study: numbers[0], input: numbers[1])
        case ("GET", let name, 0) where steps.count == 1:
            self = .asset(name.isEmpty ? "index.html" : String(name))
        default: return nil
        }
    }

    /// `coronal` and `sagittal` at a depth in tenths of a millimetre; `left` and `right` laid straight,
    /// seen from the front (0) or from the side (1).
    private static func view(_ name: Substring, _ number: Int) -> ReviewSession.ViewKind? {
        if let view = PlanarReformat.View(rawValue: String(name)) {
            return .flat(view, depth: Double(number) / 10)
        }
        guard let side = Laterality(rawValue: String(name)), (0...1).contains(number) else {
            return nil
        }
        return .straightened(side, number == 0 ? .leftwards : .backwards)
    }

    private static func address(_ numbers: [Int]) -> FrameAddress {
        FrameAddress(study: numbers[0], input: numbers[1], frame: numbers[2])
    }
}
