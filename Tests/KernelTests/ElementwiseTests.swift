import Kernels
import Raster
import Testing

@Suite struct ElementwiseTests {
    static let tiers = ConvolutionTests.tiers

    @Test("doubling agrees with the reference", arguments: tiers, Upsampling.allCases)
    func upsample(tier: KernelTier, mode: Upsampling) {
        for columns in [1, 2, 3, 7, 16, 17] {
            for rows in [1, 2, 5] {
                var random = RandomSamples(seed: columns * 8 + rows)
                let x = ReferenceLayers.Tensor(
                    channels: 19, columns: columns, rows: rows,
                    samples: random.samples(19 * columns * rows))
                let guarded = GuardedArena([
                    (columns, rows, 2, 0), (2 * columns, 2 * rows, 2, 2),
                ])
                guarded.write(x, to: guarded.maps[0], [16, 3])
                LayerKernels(tier: tier).upsample(
                    guarded.maps[0], to: guarded.maps[1], mode, in: guarded.arena)
                let found = guarded.read(guarded.maps[1], [16, 3])
                let expected = ReferenceLayers.upsample(x, mode)
                // Two weighted means of values up to 2: four roundings.
                let bound: Float = mode == .nearest ? 0 : 4 * 2 * Float.ulpOfOne
                #expect(worstDifference(found.samples, expected.samples) <= bound)
                #expect(guarded.guardsHold(around: 1))
            }
        }
    }

    @Test("sums are exact, in place too", arguments: tiers)
    func add(tier: KernelTier) {
        for columns in [1, 2, 5, 16, 33] {
            var random = RandomSamples(seed: columns)
            let tensors = (0..<2).map { _ in
                ReferenceLayers.Tensor(
                    channels: 17, columns: columns, rows: 3, samples: random.samples(51 * columns))
            }
            let guarded = GuardedArena([(columns, 3, 2, 0), (columns, 3, 2, 1), (columns, 3, 2, 2)])
            guarded.write(tensors[0], to: guarded.maps[0], [16, 1])
            guarded.write(tensors[1], to: guarded.maps[1], [16, 1])
            let expected = ReferenceLayers.add(tensors[0], tensors[1]).samples
            for target in [2, 1] {
                LayerKernels(tier: tier).add(
                    guarded.maps[0], guarded.maps[1], to: guarded.maps[target], in: guarded.arena)
                #expect(guarded.read(guarded.maps[target], [16, 1]).samples == expected)
            }
        }
    }

    @Test("softmax agrees with the reference and sums to 1", arguments: tiers, [1, 2, 3, 7])
    func softmax(tier: KernelTier, channels: Int) throws {
        for columns in [1, 2, 15, 16, 17, 33] {
            var random = RandomSamples(seed: columns)
            // Logits far apart as well: eˣ underflows to nothing.
            let range: ClosedRange<Float> = columns % 2 == 0 ? -100...100 : -3...3
            let planes = try (0..<channels).map { _ in
                try random.plane(columns, 2, in: range)
            }
            let found = LayerKernels(tier: tier).softmax(planes)
            let expected = ReferenceLayers.softmax(
                .init(
                    channels: channels, columns: columns, rows: 2,
                    samples: planes.flatMap(\.samples)))
            // Logits up to 100 are rounded to 2⁻¹⁸ before the exponential: relative error 2⁻¹⁷.
            #expect(worstDifference(found.flatMap(\.samples), expected.samples) <= 1e-5)
            for pixel in 0..<planes[0].samples.count {
                let sum = found.map { $0.samples[pixel] }.reduce(0, +)
                #expect(abs(sum - 1) <= 4 * Float.ulpOfOne)
            }
        }
    }

    @Test("planes come back from a map as they went in", arguments: tiers)
    func packing(tier: KernelTier) throws {
        var random = RandomSamples(seed: 5)
        for columns in [1, 3, 16, 21] {
            let planes = try (0..<18).map { _ in try random.plane(columns, 3) }
            let guarded = GuardedArena([(columns, 3, 2, 1)])
            let kernels = LayerKernels(tier: tier)
            kernels.pack(planes, to: guarded.maps[0], in: guarded.arena)
            let back = kernels.planes(
                from: guarded.maps[0], blockChannels: [16, 2], in: guarded.arena)
            #expect(back == planes)
            #expect(guarded.guardsHold(around: 0))
        }
    }

    @Test("planes are doubled as maps are", arguments: tiers, Upsampling.allCases)
    func planeDoubling(tier: KernelTier, mode: Upsampling) {
        for columns in [1, 2, 15, 16, 17, 33] {
            for rows in [1, 2, 5] {
                var random = RandomSamples(seed: columns + rows)
                let x = ReferenceLayers.Tensor(
                    channels: 3, columns: columns, rows: rows,
                    samples: random.samples(3 * columns * rows))
                let guarded = GuardedArena([(columns, rows, 1, 0)])
                guarded.write(x, to: guarded.maps[0], [3])
                let found = LayerKernels(tier: tier).planes(
                    from: guarded.maps[0], blockChannels: [3], doublings: [mode, mode],
                    in: guarded.arena)
                let expected = ReferenceLayers.upsample(ReferenceLayers.upsample(x, mode), mode)
                let bound: Float = mode == .nearest ? 0 : 8 * 2 * Float.ulpOfOne
                #expect(
                    worstDifference(found.flatMap(\.samples), expected.samples) <= bound,
                    "\(columns) × \(rows)")
            }
        }
    }
}
