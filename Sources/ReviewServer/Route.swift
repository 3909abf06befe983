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
        case ("GET", let name, 0) where steps.count == 1:
            self = .asset(name.isEmpty ? "index.html" : String(name))
        default: return nil
        }
    }

    private static func address(_ numbers: [Int]) -> FrameAddress {
        FrameAddress(study: numbers[0], input: numbers[1], frame: numbers[2])
    }
}
