import Ingesting
import Testing

@Suite struct UnusedSeedTests {
    private typealias Target = SeedFile.Target

    private static let inputs: [String: Set<Int>] = [
        "one/a.png": [1], "two/a.png": [1], "cine.dcm": [1, 2, 3, 4, 5], "cut.png": [],
        "z.png": [1],
    ]
    private static let remedy = "Give \"input\" relative to the INPUT argument, as items.tsv has it"

    @Test("every seed that has its frame is used")
    func used() {
        let targets = [
            Target(input: "one/a.png", number: 1), Target(input: "cine.dcm", number: 5),
        ]
        #expect(UnusedSeeds.sentences(of: Set(targets), among: Self.inputs).isEmpty)
        #expect(UnusedSeeds.sentences(of: [], among: [:]).isEmpty)
    }

    @Test(
        "a seed without its frame is named, with what there is",
        arguments: [
            (
                "cine.dcm", [5, 6, 7, 9],
                "the seeds for cine.dcm frames 6–7, 9 are not used: it has frames 1–5; correct "
                    + "\"frame\""
            ),
            (
                "z.png", [2],
                "the seeds for z.png frame 2 are not used: it has frame 1; correct \"frame\""
            ),
            (
                "cut.png", [1],
                "the seeds for cut.png frame 1 are not used: no frame of that input was read; see "
                    + "why it was skipped or refused"
            ),
            (
                "a.png", [1],
                "the seeds for a.png frame 1 are not used: no input has that name; did you mean "
                    + "one/a.png, two/a.png? " + remedy
            ),
            (
                "/home/me/z.png", [1],
                "the seeds for /home/me/z.png frame 1 are not used: no input has that name; did "
                    + "you mean z.png? " + remedy
            ),
            (
                "b.png", [1],
                "the seeds for b.png frame 1 are not used: no input has that name; there is "
                    + "cine.dcm, cut.png, one/a.png and 2 more. " + remedy
            ),
        ])
    func unused(input: String, frames: [Int], sentence: String) {
        let targets = Set(frames.map { Target(input: input, number: $0) })
        #expect(UnusedSeeds.sentences(of: targets, among: Self.inputs) == [sentence])
    }

    @Test("inputs come in order, and a run without any says so")
    func order() {
        let targets = Set(["b", "a"].map { Target(input: $0, number: 1) })
        #expect(
            UnusedSeeds.sentences(of: targets, among: [:])
                == ["a", "b"].map {
                    "the seeds for \($0) frame 1 are not used: the run has no input; check the "
                        + "INPUT arguments"
                })
    }
}
