import StudyModel
import Testing

@Suite struct QualityFlagTests {
    @Test("only what says something about this value lowers trust in it")
    func lowersTrust() {
        #expect(QualityFlag.allCases.filter { !$0.lowersTrust } == [.gainDependent])
    }
}
