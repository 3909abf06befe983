import Kernels
import Testing

/// Every tier against the scalar reference.
@Suite struct ConvolutionTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let tier: KernelTier
        let kernel: Int
        let stride: Int
        let isDepthwise: Bool

        var testDescription: String {
            "\(tier.rawValue) \(isDepthwise ? "depthwise " : "")\(kernel)×\(kernel) / \(stride)"
        }
    }

    static let tiers = KernelTier.supported.filter { $0 != .reference }

    static let cases: [Case] = tiers.flatMap { tier in
        [1, 3, 5].flatMap { kernel in
            [1, 2].flatMap { stride in
                [false, true].filter { !$0 || kernel > 1 }.map {
                    Case(tier: tier, kernel: kernel, stride: stride, isDepthwise: $0)
                }
            }
        }
    }

    /// Around the strips of 2, 4, 6, 8 and 12 pixels.
    static let widths = [1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 16, 24, 25, 38]

    /// Channels of the input by block, and of the output.
    static let channels: [(blocks: [Int], outputs: Int)] = [
        ([1], 1), ([3], 16), ([16], 17), ([16, 1], 40), ([5, 16, 2], 33),
    ]

    @Test("convolutions agree with the reference", arguments: cases)
    func agrees(testCase: Case) throws {
        for (number, width) in Self.widths.enumerated() {
            for height in [1, 2, 5] {
                let channels = Self.channels[(number + height) % Self.channels.count]
                try compare(
                    testCase, columns: width, rows: height, channels.blocks,
                    outputs: channels.outputs,
                    seed: number * 10 + height)
            }
        }
    }

    private func compare(
        _ testCase: Case, columns: Int, rows: Int, _ blocks: [Int], outputs: Int, seed: Int,
        isPlanar: Bool = false
    ) throws {
        var random = RandomSamples(seed: seed)
        let inputs = blocks.reduce(0, +)
        let outputs = testCase.isDepthwise ? inputs : outputs
        let shape = shape(testCase, inputs: inputs, outputs: outputs, seed: seed)
        guard let size = shape.outputSize(columns: columns, rows: rows) else { return }
        let weights = random.samples(shape.weightCount)
        let bias = random.samples(outputs)
        let x = ReferenceLayers.Tensor(
            channels: inputs, columns: columns, rows: rows,
            samples: random.samples(inputs * columns * rows))
        let packed = PackedConvolution(
            shape: shape, weights: weights, bias: bias, blockChannels: blocks)
        let made = testCase.isDepthwise ? blocks : PackedConvolution.blocks(of: outputs)
        let guarded = GuardedArena(
            [(columns, rows, blocks.count, 4), (size.columns, size.rows, made.count, 0)],
            firstIsPlanar: isPlanar)
        let kernels = LayerKernels(tier: testCase.tier)
        guarded.write(x, to: guarded.maps[0], blocks)
        kernels.clearMargins(of: guarded.maps[0], in: guarded.arena)
        kernels.convolve(
            packed, from: guarded.maps[0], to: guarded.maps[1], rows: 0..<size.rows,
            in: guarded.arena)
        let found = guarded.read(guarded.maps[1], made).samples
        let expected = ReferenceLayers.convolve(x, shape, weights: weights, bias: bias).samples
        let bound = bound(x, shape, weights, bias)
        #expect(
            worstDifference(found, expected) <= bound,
            "\(columns) × \(rows), \(blocks) to \(outputs)")
        #expect(guarded.guardsHold(around: 1))
    }

    private func shape(
        _ testCase: Case, inputs: Int, outputs: Int, seed: Int
    ) -> ConvolutionShape {
        let around = testCase.kernel / 2
        let paddings = [
            Padding(top: around, left: around, bottom: around, right: around),
            Padding(top: 0, left: 0, bottom: 2 * around, right: 2 * around),
            Padding(top: around, left: 2 * around, bottom: 0, right: 0),
        ]
        return ConvolutionShape(
            inputs: inputs, outputs: outputs, kernel: testCase.kernel, stride: testCase.stride,
            padding: paddings[seed % 3], activation: Activation.allCases[seed % 3],
            isDepthwise: testCase.isDepthwise)
    }

    @Test("an input of planes gives the same", arguments: cases.filter { !$0.isDepthwise })
    func planar(testCase: Case) throws {
        for (number, width) in Self.widths.enumerated() {
            for height in [1, 2, 5] {
                try compare(
                    testCase, columns: width, rows: height, [1, 1, 1],
                    outputs: number % 2 == 0 ? 3 : 21, seed: number * 10 + height, isPlanar: true)
            }
        }
    }

    /// A sum of n products in single precision, in any order, is off by at most n ε Σ |w x|; the
    /// bias and the rounding of the reference add two more.
    private func bound(
        _ x: ReferenceLayers.Tensor, _ shape: ConvolutionShape, _ weights: [Float], _ bias: [Float]
    ) -> Float {
        let terms = (shape.isDepthwise ? 1 : shape.inputs) * shape.kernel * shape.kernel + 2
        let magnitudes = ReferenceLayers.convolve(
            .init(
                channels: x.channels, columns: x.columns, rows: x.rows,
                samples: x.samples.map(abs)),
            ConvolutionShape(
                inputs: shape.inputs, outputs: shape.outputs, kernel: shape.kernel,
                stride: shape.stride, padding: shape.padding, activation: .none,
                isDepthwise: shape.isDepthwise),
            weights: weights.map(abs), bias: bias.map(abs))
        return Float(terms) * Float.ulpOfOne * (magnitudes.samples.max() ?? 0)
    }

    @Test("a residual is added after the activation", arguments: tiers)
    func residual(tier: KernelTier) {
        var random = RandomSamples(seed: 3)
        for columns in Self.widths {
            let shape = ConvolutionShape(
                inputs: 4, outputs: 20, kernel: 1, stride: 1,
                padding: Padding(top: 0, left: 0, bottom: 0, right: 0), activation: .relu6,
                isDepthwise: false)
            let weights = random.samples(shape.weightCount)
            let bias = random.samples(20)
            let x = ReferenceLayers.Tensor(
                channels: 4, columns: columns, rows: 2, samples: random.samples(8 * columns))
            let rest = ReferenceLayers.Tensor(
                channels: 20, columns: columns, rows: 2, samples: random.samples(40 * columns))
            let guarded = GuardedArena([
                (columns, 2, 1, 0), (columns, 2, 2, 1), (columns, 2, 2, 0),
            ])
            guarded.write(x, to: guarded.maps[0], [4])
            guarded.write(rest, to: guarded.maps[1], [16, 4])
            LayerKernels(tier: tier).convolve(
                PackedConvolution(shape: shape, weights: weights, bias: bias, blockChannels: [4]),
                from: guarded.maps[0], to: guarded.maps[2], adding: guarded.maps[1], rows: 0..<2,
                in: guarded.arena)
            let expected = ReferenceLayers.add(
                ReferenceLayers.convolve(x, shape, weights: weights, bias: bias), rest)
            let found = guarded.read(guarded.maps[2], [16, 4])
            // Values below 8 + 2, of 6 roundings.
            #expect(worstDifference(found.samples, expected.samples) <= 6 * 10 * Float.ulpOfOne)
        }
    }
}
