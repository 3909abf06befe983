import CSIMD
import Raster

#if arch(x86_64)
    import KernelsV3
    import KernelsV4
#endif

extension LayerKernels {
    /// Writes planes into the first channels of a map; other channels become zero.
    package func pack(_ planes: [Plane<Float>], to map: FeatureMap, in arena: FloatArena) {
        precondition(planes.count <= map.blocks * FeatureMap.lanes, "channels")
        let y = unsafe start(of: map, in: arena)
        for row in 0..<map.rows {
            let blocks = unsafe y + map.distance(row, 0)
            for block in 0..<map.blocks {
                unsafe (blocks + block * map.blockStride).update(
                    repeating: 0, count: map.columns * FeatureMap.lanes)
            }
            for (channel, plane) in planes.enumerated() {
                let (block, lane) = channel.quotientAndRemainder(dividingBy: FeatureMap.lanes)
                precondition(plane.size.columns == map.columns && plane.size.rows == map.rows)
                unsafe plane.samples.withUnsafeBufferPointer { samples in
                    guard let first = samples.baseAddress else { return }
                    unsafe TierKernels.pack(
                        first + row * map.columns,
                        into: blocks + block * map.blockStride + lane, count: map.columns)
                }
            }
        }
    }

    /// Reads planes from a map. `blockChannels` counts the channels in use in each block.
    package func unpack(
        _ map: FeatureMap, blockChannels: [Int], in arena: FloatArena
    ) -> [Plane<Float>] {
        precondition(blockChannels.count == map.blocks, "blocks")
        guard let size = PlaneSize(columns: map.columns, rows: map.rows) else { return [] }
        var planes: [Plane<Float>] = []
        for (block, channels) in blockChannels.enumerated() {
            for lane in 0..<channels {
                var plane = Plane<Float>(size: size, filledWith: 0)
                unpack(map, block, lane, to: &plane, in: arena)
                planes.append(plane)
            }
        }
        return planes
    }

    private func unpack(
        _ map: FeatureMap, _ block: Int, _ lane: Int, to plane: inout Plane<Float>,
        in arena: FloatArena
    ) {
        let x = unsafe start(of: map, in: arena)
        unsafe plane.samples.withUnsafeMutableBufferPointer { samples in
            guard let first = samples.baseAddress else { return }
            for row in 0..<map.rows {
                unsafe TierKernels.unpack(
                    x + map.distance(row, block) + lane,
                    into: first + row * map.columns, count: map.columns)
            }
        }
    }

    /// Probabilities from planes of logits of one size.
    package func softmax(_ planes: [Plane<Float>]) -> [Plane<Float>] {
        guard let size = planes.first?.size else { return [] }
        let stride = (size.count + 15) / 16 * 16
        let arena = FloatArena(count: stride * planes.count)
        let x = unsafe arena.address(0..<arena.count)
        for (channel, plane) in planes.enumerated() {
            precondition(plane.size == size, "planes of one size")
            unsafe plane.samples.withUnsafeBufferPointer { samples in
                guard let first = samples.baseAddress else { return }
                unsafe (x + channel * stride).update(from: first, count: size.count)
            }
        }
        unsafe softmax(x, planes.count, stride, size.count)
        return planes.indices.map { channel in
            let samples = unsafe UnsafeBufferPointer(start: x + channel * stride, count: size.count)
            return unsafe Plane(size: size, samples: Array(samples))
        }
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
