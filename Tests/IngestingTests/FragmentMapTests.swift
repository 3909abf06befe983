@testable import Ingesting
import Testing

@Suite struct FragmentMapTests {
    @Test("one frame takes all fragments; as many as frames go one by one")
    func simple() {
        let one = FragmentMap(frames: 1, offsets: [], lengths: [4, 6, 2]) { _ in false }
        #expect(one?.fragments(of: 0) == 0..<3)
        let three = FragmentMap(frames: 3, offsets: [], lengths: [4, 6, 2]) { _ in false }
        #expect(three?.fragments(of: 1) == 1..<2)
    }

    @Test("the offset table, else the start of a codestream, tells frames apart")
    func several() {
        let table = FragmentMap(frames: 2, offsets: [0, 26], lengths: [4, 6, 2]) { _ in false }
        #expect(table?.fragments(of: 0) == 0..<2)
        #expect(table?.fragments(of: 1) == 2..<3)
        let markers = FragmentMap(frames: 2, offsets: [], lengths: [4, 6, 2]) { $0 != 2 }
        #expect(markers?.fragments(of: 1) == 1..<3)
    }

    @Test("fragments that cannot be told apart give nothing")
    func refused() {
        #expect(FragmentMap(frames: 4, offsets: [], lengths: [4, 6, 2]) { _ in true } == nil)
        #expect(FragmentMap(frames: 2, offsets: [0, 5], lengths: [4, 6, 2]) { _ in true } == nil)
        #expect(FragmentMap(frames: 2, offsets: [], lengths: [4, 6, 2]) { _ in false } == nil)
    }
}
