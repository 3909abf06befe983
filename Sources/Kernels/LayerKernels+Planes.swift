import CSIMD
import Raster

#if arch(x86_64)
    import KernelsV3
    import KernelsV4
#endif

extension LayerKernels {
    /// Writes planes into the first channels of a map; other channels become zero.
    package func pack(_ planes: [Plane<Float>], to map: FeatureMap, in arena: FloatArena) {
        precondition(planes.count <= map.blocks * map.pixelStride, "channels")
        let y = unsafe start(of: map, in: arena)
        for row in 0..<map.rows {
            let blocks = unsafe y + map.distance(row, 0)
            for block in 0..<map.blocks where planes.count < map.blocks * map.pixelStride {
                unsafe (blocks + block * map.blockStride).update(
                    repeating: 0, count: map.columns * map.pixelStride)
            }
            for (channel, plane) in planes.enumerated() {
                let (block, lane) = channel.quotientAndRemainder(dividingBy: map.pixelStride)
                precondition(plane.size.columns == map.columns && plane.size.rows == map.rows)
                unsafe plane.samples.withUnsafeBufferPointer { samples in
                    guard let first = samples.baseAddress else { return }
                    unsafe TierKernels.pack(
                        first + row * map.columns, into: blocks + block * map.blockStride + lane,
                        pixelStride: map.pixelStride, count: map.columns)
                }
            }
        }
    }

    /// Reads planes from a map of blocks, doubles them, and turns logits into probabilities.
    ///
    /// - Parameter blockChannels: channels in use in each block.
    package func planes(
        from map: FeatureMap, blockChannels: [Int], doublings: [Upsampling] = [],
        softmax: Bool = false, in arena: FloatArena
    ) -> [Plane<Float>] {
        precondition(blockChannels.count == map.blocks, "blocks")
        precondition(map.pixelStride == FeatureMap.lanes, "planes from blocks")
        var stack = PlaneStack(
            channels: blockChannels.reduce(0, +), columns: map.columns, rows: map.rows)
        let x = unsafe start(of: map, in: arena)
        var channel = 0
        for (block, channels) in blockChannels.enumerated() {
            for lane in 0..<channels {
                let y = unsafe stack.start(of: channel)
                for row in 0..<map.rows {
                    unsafe TierKernels.unpack(
                        x + map.distance(row, block) + lane, into: y + row * map.columns,
                        count: map.columns)
                }
                channel += 1
            }
        }
        for mode in doublings { stack = doubled(stack, mode) }
        if softmax { self.softmax(stack) }
        return stack.planes
    }

    /// Probabilities from planes of logits of one size.
    package func softmax(_ planes: [Plane<Float>]) -> [Plane<Float>] {
        guard let size = planes.first?.size else { return [] }
        let stack = PlaneStack(channels: planes.count, columns: size.columns, rows: size.rows)
        for (channel, plane) in planes.enumerated() {
            precondition(plane.size == size, "planes of one size")
            unsafe plane.samples.withUnsafeBufferPointer { samples in
                guard let first = samples.baseAddress else { return }
                unsafe stack.start(of: channel).update(from: first, count: size.count)
            }
        }
        softmax(stack)
        return stack.planes
    }

    private func doubled(_ stack: PlaneStack, _ mode: Upsampling) -> PlaneStack {
        let result = PlaneStack(
            channels: stack.channels, columns: 2 * stack.columns, rows: 2 * stack.rows)
        let line = FloatArena(count: stack.columns + 32)
        for channel in 0..<stack.channels {
            let x = unsafe stack.start(of: channel)
            let y = unsafe result.start(of: channel)
            for row in 0..<result.rows {
                let near = row / 2
                let far = min(max(row % 2 == 0 ? near - 1 : near + 1, 0), stack.rows - 1)
                unsafe doubleRow(
                    x + near * stack.columns, x + far * stack.columns, line.base,
                    y + row * result.columns, stack.columns, mode)
            }
        }
        return result
    }

    private func doubleRow(
        _ near: UnsafePointer<Float>, _ far: UnsafePointer<Float>,
        _ line: UnsafeMutablePointer<Float>, _ y: UnsafeMutablePointer<Float>, _ columns: Int,
        _ mode: Upsampling
    ) {
        switch (tier, mode) {
        #if arch(x86_64)
            case (.v4, .bilinear):
                unsafe KernelsV4.TierKernels.doublePlaneRowBilinear(
                    near: near, far: far, line: line, into: y, columns: columns)
            case (.v3, .bilinear):
                unsafe KernelsV3.TierKernels.doublePlaneRowBilinear(
                    near: near, far: far, line: line, into: y, columns: columns)
        #endif
        case (_, .bilinear):
            unsafe TierKernels.doublePlaneRowBilinear(
                near: near, far: far, line: line, into: y, columns: columns)
        case (_, .nearest):
            unsafe TierKernels.doublePlaneRowNearest(near, into: y, columns: columns)
        }
    }

    private func softmax(_ stack: PlaneStack) {
        unsafe softmax(
            stack.start(of: 0), stack.channels, stack.stride, stack.columns * stack.rows)
    }

    private func softmax(
        _ x: UnsafeMutablePointer<Float>, _ channels: Int, _ stride: Int, _ count: Int
    ) {
        switch tier {
        #if arch(x86_64)
            case .v4:
                unsafe KernelsV4.TierKernels.softmax(
                    x, channels: channels, planeStride: stride, count: count)
            case .v3:
                unsafe KernelsV3.TierKernels.softmax(
                    x, channels: channels, planeStride: stride, count: count)
        #endif
        default:
            unsafe TierKernels.softmax(x, channels: channels, planeStride: stride, count: count)
        }
    }
}

/// Planes of one size, one after the other, with room behind each for a kernel that works on 16
/// floats at a time.
private struct PlaneStack {
    let channels: Int
    let columns: Int
    let rows: Int
    /// Floats from one plane to the next.
    let stride: Int
    private let arena: FloatArena

    init(channels: Int, columns: Int, rows: Int) {
        self.channels = channels
        self.columns = columns
        self.rows = rows
        stride = (columns * rows + 15) / 16 * 16 + 32
        arena = FloatArena(count: max(channels, 1) * stride)
    }

    func start(of channel: Int) -> UnsafeMutablePointer<Float> {
        unsafe arena.address((channel * stride)..<((channel + 1) * stride))
    }

    var planes: [Plane<Float>] {
        guard let size = PlaneSize(columns: columns, rows: rows) else { return [] }
        return (0..<channels).map { channel in
            let samples = unsafe UnsafeBufferPointer(start: start(of: channel), count: size.count)
            return unsafe Plane(size: size, samples: Array(samples))
        }
    }
}
