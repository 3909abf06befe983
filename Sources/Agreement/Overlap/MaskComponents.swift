/// The connected parts of a mask: voxels that share a face, an edge or a corner belong together.
struct MaskComponents {
    /// The part of each voxel, -1 outside; numbered in scan order of their first voxel.
    private(set) var indices: [Int32]
    private(set) var counts: [Int] = []

    init(of mask: BinaryMask) {
        indices = [Int32](repeating: -1, count: mask.size.count)
        for seed in mask.voxels.indices where mask.voxels[seed] && indices[seed] < 0 {
            flood(from: seed, in: mask)
        }
    }

    private mutating func flood(from seed: Int, in mask: BinaryMask) {
        let part = Int32(counts.count)
        var waiting = [seed]
        indices[seed] = part
        counts.append(1)
        while let voxel = waiting.popLast() {
            for near in Self.neighbours(of: voxel, in: mask.size)
            where mask.voxels[near] && indices[near] < 0 {
                indices[near] = part
                counts[counts.count - 1] += 1
                waiting.append(near)
            }
        }
    }

    private static func neighbours(of voxel: Int, in size: MaskSize) -> [Int] {
        size.axes.reduce(into: [voxel]) { found, axis in
            let place = voxel / axis.step % axis.length
            let steps = [place > 0 ? -axis.step : 0, 0, place + 1 < axis.length ? axis.step : 0]
            found = found.flatMap { known in Set(steps).map { known + $0 } }
        }
    }
}
