import Kernels
import Testing

/// Feature maps in an arena full of NaN: a kernel that reads a float it must not read gives NaN,
/// and one that writes outside its map destroys a guard.
struct GuardedArena {
    /// Floats before, between and after the maps.
    private static let band = 512

    let arena: FloatArena
    private(set) var maps: [FeatureMap] = []

    /// - Parameters:
    ///   - shapes: columns, rows, blocks and margin of each map.
    ///   - firstIsPlanar: the blocks of the first map are planes.
    init(
        _ shapes: [(columns: Int, rows: Int, blocks: Int, margin: Int)],
        firstIsPlanar: Bool = false
    ) {
        var start = Self.band
        for shape in shapes {
            let map = FeatureMap(
                columns: shape.columns, rows: shape.rows, blocks: shape.blocks,
                margin: shape.margin, pixelStride: firstIsPlanar && maps.isEmpty ? 1 : 16,
                at: start)
            maps.append(map)
            start += map.count + Self.band
        }
        arena = FloatArena(count: start)
        for index in 0..<start { arena[index] = .nan }
    }

    func index(_ map: FeatureMap, channel: Int, column: Int, row: Int) -> Int {
        let (block, lane) = channel.quotientAndRemainder(dividingBy: 16)
        return map.origin + row * map.rowStride + block * map.blockStride
            + column * map.pixelStride + lane
    }

    /// Writes the channels of a tensor; lanes in use only.
    func write(_ tensor: ReferenceLayers.Tensor, to map: FeatureMap, _ blockChannels: [Int]) {
        for (channel, lane) in lanes(blockChannels).enumerated() {
            for row in 0..<tensor.rows {
                for column in 0..<tensor.columns {
                    arena[index(map, channel: lane, column: column, row: row)] =
                        tensor[channel, column, row]
                }
            }
        }
    }

    func read(_ map: FeatureMap, _ blockChannels: [Int]) -> ReferenceLayers.Tensor {
        let lanes = lanes(blockChannels)
        var tensor = ReferenceLayers.Tensor(
            channels: lanes.count, columns: map.columns, rows: map.rows)
        for (channel, lane) in lanes.enumerated() {
            for row in 0..<map.rows {
                for column in 0..<map.columns {
                    tensor[channel, column, row] =
                        arena[index(map, channel: lane, column: column, row: row)]
                }
            }
        }
        return tensor
    }

    /// Whether every float outside the map of number `written` is as it was: NaN, for outputs.
    func guardsHold(around written: Int) -> Bool {
        let map = maps[written]
        let start = map.origin - map.margin * 16
        let before = (start - Self.band)..<start
        let end = start + map.rowStride * map.rows
        let after = end..<(end + Self.band)
        return before.allSatisfy { arena[$0].isNaN } && after.allSatisfy { arena[$0].isNaN }
    }

    private func lanes(_ blockChannels: [Int]) -> [Int] {
        blockChannels.enumerated().flatMap { block, count in
            (0..<count).map { block * 16 + $0 }
        }
    }
}

/// The largest difference, and infinity for a NaN or another shape.
func worstDifference(_ a: [Float], _ b: [Float]) -> Float {
    guard a.count == b.count else { return .infinity }
    return zip(a, b).reduce(0) { worst, pair in
        let difference = abs(pair.0 - pair.1)
        return difference.isNaN ? .infinity : max(worst, difference)
    }
}
