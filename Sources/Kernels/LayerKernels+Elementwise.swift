import CSIMD

#if arch(x86_64)
    import KernelsV3
    import KernelsV4
#endif

/// How a feature map is made twice as large.
package enum Upsampling: String, Hashable, Sendable, CaseIterable {
    /// Half-pixel centres (`align_corners = False`), the border repeated.
    case bilinear
    case nearest
}

extension LayerKernels {
    /// output = first + second; `output` may be one of them.
    package func add(
        _ first: FeatureMap, _ second: FeatureMap, to output: FeatureMap, in arena: FloatArena
    ) {
        checkSameShape(first, output)
        checkSameShape(second, output)
        let count = output.columns * FeatureMap.lanes
        let (a, b) = unsafe (start(of: first, in: arena), start(of: second, in: arena))
        let y = unsafe start(of: output, in: arena)
        for row in 0..<output.rows {
            for block in 0..<output.blocks {
                unsafe add(
                    a + first.distance(row, block), b + second.distance(row, block),
                    y + output.distance(row, block), count)
            }
        }
    }

    /// Makes every side twice as long.
    package func upsample(
        _ input: FeatureMap, to output: FeatureMap, _ mode: Upsampling, in arena: FloatArena
    ) {
        precondition(output.columns == 2 * input.columns && output.rows == 2 * input.rows)
        precondition(output.blocks == input.blocks)
        precondition(input.pixelStride == FeatureMap.lanes)
        let x = unsafe start(of: input, in: arena)
        let y = unsafe start(of: output, in: arena)
        for row in 0..<output.rows {
            let near = row / 2
            let far = min(max(row % 2 == 0 ? near - 1 : near + 1, 0), input.rows - 1)
            for block in 0..<output.blocks {
                unsafe doubleRow(
                    x + input.distance(near, block), x + input.distance(far, block),
                    y + output.distance(row, block), input.columns, mode)
            }
        }
    }

    /// Copies a map, block by block.
    package func copy(_ input: FeatureMap, to output: FeatureMap, in arena: FloatArena) {
        checkSameShape(input, output)
        let x = unsafe start(of: input, in: arena)
        let y = unsafe start(of: output, in: arena)
        for row in 0..<output.rows {
            for block in 0..<output.blocks {
                unsafe (y + output.distance(row, block)).update(
                    from: x + input.distance(row, block),
                    count: input.columns * FeatureMap.lanes)
            }
        }
    }

    /// Sets the margins of a map to zero.
    package func clearMargins(of map: FeatureMap, in arena: FloatArena) {
        guard map.margin > 0 else { return }
        let margin = map.margin * map.pixelStride
        let x = unsafe start(of: map, in: arena)
        for row in 0..<map.rows {
            for block in 0..<map.blocks {
                let line = unsafe x + map.distance(row, block)
                unsafe (line - margin).update(repeating: 0, count: margin)
                unsafe (line + map.columns * map.pixelStride).update(repeating: 0, count: margin)
            }
        }
    }

    private func checkSameShape(_ map: FeatureMap, _ other: FeatureMap) {
        precondition(map.columns == other.columns && map.rows == other.rows, "size of maps")
        precondition(map.blocks == other.blocks, "blocks of maps")
        precondition(map.pixelStride == FeatureMap.lanes && other.pixelStride == FeatureMap.lanes)
    }

    private func add(
        _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>,
        _ count: Int
    ) {
        switch tier {
        #if arch(x86_64)
            case .v4: unsafe KernelsV4.TierKernels.add(a, b, into: y, count: count)
            case .v3: unsafe KernelsV3.TierKernels.add(a, b, into: y, count: count)
        #endif
        default: unsafe TierKernels.add(a, b, into: y, count: count)
        }
    }

    private func doubleRow(
        _ near: UnsafePointer<Float>, _ far: UnsafePointer<Float>,
        _ y: UnsafeMutablePointer<Float>, _ columns: Int, _ mode: Upsampling
    ) {
        switch (tier, mode) {
        #if arch(x86_64)
            case (.v4, .bilinear):
                unsafe KernelsV4.TierKernels.doubleRowBilinear(
                    near: near, far: far, into: y, columns: columns)
            case (.v3, .bilinear):
                unsafe KernelsV3.TierKernels.doubleRowBilinear(
                    near: near, far: far, into: y, columns: columns)
            case (.v4, .nearest):
                unsafe KernelsV4.TierKernels.doubleRowNearest(near, into: y, columns: columns)
            case (.v3, .nearest):
                unsafe KernelsV3.TierKernels.doubleRowNearest(near, into: y, columns: columns)
        #endif
        case (_, .bilinear):
            unsafe TierKernels.doubleRowBilinear(near: near, far: far, into: y, columns: columns)
        case (_, .nearest):
            unsafe TierKernels.doubleRowNearest(near, into: y, columns: columns)
        }
    }
}

extension FeatureMap {
    /// Floats from the origin to the first pixel of a row of a block.
    func distance(_ row: Int, _ block: Int) -> Int { row * rowStride + block * blockStride }
}
