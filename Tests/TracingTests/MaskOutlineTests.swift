import Geometry
import Raster
import Testing
import Tracing

/// A mask drawn in words: `#` is 1, anything else 0.
func mask(_ lines: [String]) throws -> LabelPlane {
    let size = try #require(PlaneSize(columns: lines[0].count, rows: lines.count))
    return LabelPlane(size: size, samples: lines.joined().map { $0 == "#" ? 1 : 0 })
}

/// A repeatable stream of numbers (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

@Suite struct MaskOutlineTests {
    @Test("one pixel is outlined by its four corners")
    func onePixel() throws {
        let components = try mask(["...", ".#.", "..."]).components(of: 1)
        #expect(components.count == 1)
        #expect(
            Set(components[0].outer.vertices)
                == Set([(0.5, 0.5), (1.5, 0.5), (1.5, 1.5), (0.5, 1.5)].map(PixelPoint.init)))
        #expect(components[0].outer.signedAreaInPixels == 1)
        #expect(components[0].holes.isEmpty)
    }

    @Test("pixels that touch at a corner are one component whose outline touches itself")
    func diagonal() throws {
        for lines in [["#.", ".#"], [".#", "#."]] {
            let components = try mask(lines).components(of: 1)
            #expect(components.map(\.pixelCount) == [2])
            #expect(components[0].outer.vertices.count == 8)
            #expect(components[0].outer.signedAreaInPixels == 2)
        }
    }

    @Test("a ring has one hole; a hole open at a corner only is still a hole")
    func holes() throws {
        for lines in [["###", "#.#", "###"], [".##", "#.#", "###"]] {
            let plane = try mask(lines)
            let ring = try #require(plane.components(of: 1).first)
            #expect(ring.holes.map(\.signedAreaInPixels) == [-1])
            #expect(ring.outer.signedAreaInPixels == Double(ring.pixelCount + 1))
        }
    }

    @Test("holes that touch at a corner are two holes")
    func touchingHoles() throws {
        let plane = try mask(["####", "#.##", "##.#", "####"])
        let component = try #require(plane.components(of: 1).first)
        #expect(component.holes.map(\.signedAreaInPixels) == [-1, -1])
    }

    @Test("components come largest first, another label is not touched")
    func order() throws {
        var plane = try mask(["#..##", "....#", "....."])
        plane[column: 0, row: 2] = 2
        #expect(plane.components(of: 1).map(\.pixelCount) == [3, 1])
        #expect(plane.components(of: 2).map(\.pixelCount) == [1])
        #expect(plane.components(of: 3).isEmpty)
    }

    @Test("a plane filled to its borders is outlined along them")
    func whole() throws {
        let components = try mask(["##", "##"]).components(of: 1)
        #expect(components[0].outer.signedAreaInPixels == 4)
        #expect(components[0].outer.boundingBox == PixelBox(column: 0, row: 0, columns: 2, rows: 2))
    }

    @Test(
        "outlines of random masks enclose their pixels exactly, and fill to the mask again",
        arguments: 0..<40)
    func roundTrip(seed: Int) throws {
        var numbers = SeededNumbers(state: UInt64(seed))
        let size = try #require(
            PlaneSize(
                columns: Int.random(in: 1...24, using: &numbers),
                rows: Int.random(in: 1...24, using: &numbers)))
        let share = Double.random(in: 0.1...0.9, using: &numbers)
        let plane = LabelPlane(
            size: size,
            samples: (0..<size.count).map { _ in
                Double.random(in: 0..<1, using: &numbers) < share ? 1 : 0
            })
        var rebuilt = LabelPlane(size: size, filledWith: 0)
        for component in plane.components(of: 1) {
            let area = (component.holes + [component.outer]).reduce(0) {
                $0 + $1.signedAreaInPixels
            }
            #expect(area == Double(component.pixelCount))
            var alone = LabelPlane(size: size, inside: component.outer, label: 1)
            for hole in component.holes { alone.fill(hole, with: 0) }
            for index in rebuilt.samples.indices where alone.samples[index] == 1 {
                rebuilt.samples[index] += 1
            }
        }
        #expect(rebuilt == plane)
    }
}
