import Raster
import Testing

@Suite struct PlaneTests {
    @Test("samples are stored row after row")
    func layout() throws {
        let size = try #require(PlaneSize(columns: 3, rows: 2))
        let plane = Plane<UInt8>(size: size, samples: [1, 2, 3, 4, 5, 6])
        #expect(plane[column: 2, row: 0] == 3)
        #expect(plane[column: 0, row: 1] == 4)
        #expect(plane.map { Int($0) * 2 }[column: 1, row: 1] == 10)
    }

    @Test("a size without pixels, or with too many, does not exist", arguments: [0, -1])
    func refused(side: Int) {
        #expect(PlaneSize(columns: side, rows: 4) == nil)
        #expect(PlaneSize(columns: 4, rows: side) == nil)
        #expect(PlaneSize(columns: .max, rows: 2) == nil)
    }
}
