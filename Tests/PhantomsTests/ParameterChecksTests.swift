import Testing

@testable import Phantoms

@Suite struct ParameterChecksTests {
    struct Wrong: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let change: @Sendable (inout UltrasoundParameters) -> Void
        let expected: PhantomError
    }

    static let cases: [Wrong] = [
        Wrong(
            testDescription: "no frames", change: { $0.motion.frames = 0 },
            expected: .frames(found: 0)),
        Wrong(
            testDescription: "depth", change: { $0.scanner.depth = 0 },
            expected: .scanner("the depth is 0.0, 15 to 200 mm are allowed")),
        Wrong(
            testDescription: "not a number",
            change: { $0.scanner.gainDecibels = .nan },
            expected: .scanner("the gain is nan, ±60 dB are allowed")),
        Wrong(
            testDescription: "nerves", change: { $0.scene.nerves = 3 },
            expected: .scene("3 nerves are asked for, 0 to 2 are allowed")),
        Wrong(
            testDescription: "area", change: { $0.scene.nerveArea = -1 },
            expected: .scene("the nerve's area is -1.0 mm², 4 to 200 are allowed")),
        Wrong(
            testDescription: "margins", change: { $0.page.marginLeft = -1 },
            expected: .pictureSize),
    ]

    @Test("each impossible value has its refusal", arguments: cases)
    func refusal(wrong: Wrong) {
        var parameters = UltrasoundParameters(seed: 1, scanner: .linear)
        wrong.change(&parameters)
        #expect(throws: wrong.expected) { try UltrasoundPhantom(parameters) }
        #expect(wrong.expected.message.hasPrefix("the phantom"))
    }
}
