import Geometry
import Kernels
import Raster
import Testing

@Suite struct PlaneKernelTests {
    static let tiers = ConvolutionTests.tiers
    private let reference = PlaneKernels(tier: .reference)

    @Test("resizing agrees with the reference", arguments: tiers, [1, 2, 3, 15, 16, 17, 32, 50])
    func resized(tier: KernelTier, columns: Int) throws {
        for (rows, target) in [(1, 1), (2, 16), (5, 3), (40, 17), (33, 64)] {
            var random = RandomSamples(seed: columns * 100 + rows)
            let plane = try random.plane(columns, rows, in: 0...255)
            let size = try #require(PlaneSize(columns: target, rows: max(1, target - 1)))
            let found = PlaneKernels(tier: tier).resized(plane, to: size)
            let expected = reference.resized(plane, to: size)
            // Two weighted means of up to 2 · (scale + 1) + 1 taps of values up to 255.
            let taps = Float(2 * (max(columns, rows) / target + 2))
            #expect(
                worstDifference(found.samples, expected.samples)
                    <= 2 * (taps + 1) * 255 * Float.ulpOfOne)
        }
    }

    @Test("resizing has Pillow's values", arguments: tiers + [.reference])
    func pillow(tier: KernelTier) throws {
        // Image.fromarray(float32 [[0, 10, 20, 30, 40, 50]]).resize((n, 1), Image.BILINEAR)
        let ramp = Plane<Float>(
            size: try #require(PlaneSize(columns: 6, rows: 1)), samples: [0, 10, 20, 30, 40, 50])
        let kernels = PlaneKernels(tier: tier)
        let half = kernels.resized(ramp, to: try #require(PlaneSize(columns: 3, rows: 1))).samples
        let double = kernels.resized(ramp, to: try #require(PlaneSize(columns: 12, rows: 1)))
        #expect(worstDifference(half, [50.0 / 7, 25, 300.0 / 7]) < 1e-4)
        #expect(worstDifference(Array(double.samples.prefix(5)), [0, 2.5, 7.5, 12.5, 17.5]) < 1e-4)
    }

    @Test("only the box contributes", arguments: tiers + [.reference])
    func box(tier: KernelTier) throws {
        var random = RandomSamples(seed: 1)
        var plane = try random.plane(40, 30, in: 0...255)
        let box = try #require(PixelBox(column: 5, row: 7, columns: 21, rows: 11))
        let inside = try #require(PlaneSize(columns: 21, rows: 11))
        var cut = Plane<Float>(size: inside, filledWith: 0)
        for row in 0..<30 {
            for column in 0..<40 {
                let isInside = (5..<26).contains(column) && (7..<18).contains(row)
                if isInside {
                    cut[column: column - 5, row: row - 7] = plane[column: column, row: row]
                } else {
                    plane[column: column, row: row] = .nan
                }
            }
        }
        let size = try #require(PlaneSize(columns: 9, rows: 30))
        let kernels = PlaneKernels(tier: tier)
        #expect(
            kernels.resized(plane, box: box, to: size) == kernels.resized(cut, to: size))
    }

    @Test("a constant stays constant; the same size stays the same", arguments: tiers)
    func constant(tier: KernelTier) throws {
        let kernels = PlaneKernels(tier: tier)
        let size = try #require(PlaneSize(columns: 37, rows: 23))
        let small = try #require(PlaneSize(columns: 10, rows: 50))
        let resized = kernels.resized(Plane<Float>(size: size, filledWith: 200), to: small)
        #expect(resized.samples.allSatisfy { abs($0 - 200) < 1e-3 })
        var random = RandomSamples(seed: 8)
        let plane = try random.plane(37, 23)
        #expect(kernels.resized(plane, to: size) == plane)
    }

    @Test("a step halved: written out, as Pillow gives it", arguments: tiers + [.reference])
    func step(tier: KernelTier) throws {
        let wide = try #require(PlaneSize(columns: 8, rows: 1))
        let narrow = try #require(PlaneSize(columns: 4, rows: 1))
        let plane = Plane<Float>(size: wide, samples: [0, 0, 0, 0, 8, 8, 8, 8])
        let found = PlaneKernels(tier: tier).resized(plane, to: narrow)
        // Weights 1, 3, 3, 1 of 8.
        #expect(found.samples == [0, 1, 7, 8])
    }

    @Test("sums over 5 × 5 are exact", arguments: tiers, [1, 2, 3, 4, 5, 15, 16, 17, 32, 50])
    func windowSums(tier: KernelTier, columns: Int) throws {
        for rows in [1, 2, 4, 5, 9] {
            var random = RandomSamples(seed: columns * 10 + rows)
            let plane = try random.plane(columns, rows, in: 0...255.9)
            let found = PlaneKernels(tier: tier).windowSums(plane)
            #expect(found == reference.windowSums(plane))
        }
    }

    @Test("a single bright pixel is spread over 5 × 5", arguments: tiers + [.reference])
    func blur(tier: KernelTier) throws {
        let size = try #require(PlaneSize(columns: 9, rows: 9))
        var plane = Plane<Float>(size: size, filledWith: 0)
        plane[column: 4, row: 4] = 100
        let blurred = PlaneKernels(tier: tier).boxBlurred(plane)
        for row in 0..<9 {
            for column in 0..<9 {
                let isNear = abs(column - 4) <= 2 && abs(row - 4) <= 2
                #expect(blurred[column: column, row: row] == (isNear ? 4 : 0))
            }
        }
    }

    @Test("mean and deviation, box and mask", arguments: tiers, [1, 2, 15, 16, 17, 32, 50])
    func moments(tier: KernelTier, columns: Int) throws {
        for rows in [1, 3, 20] {
            var random = RandomSamples(seed: columns * 10 + rows)
            let plane = try random.plane(columns, rows, in: 1000...1010)
            let mask = plane.map { UInt8($0 > 1005 ? 255 : 0) }
            let kernels = PlaneKernels(tier: tier)
            try compare(kernels.moments(of: plane), reference.moments(of: plane))
            let half = try #require(
                PixelBox(column: columns / 2, row: 0, columns: columns - columns / 2, rows: rows))
            try compare(
                kernels.moments(of: plane, box: half), reference.moments(of: plane, box: half))
            try compare(
                kernels.moments(of: plane, mask: mask), reference.moments(of: plane, mask: mask))
        }
    }

    private func compare(_ found: SampleMoments?, _ expected: SampleMoments?) throws {
        guard let expected else {
            #expect(found == nil)
            return
        }
        let found = try #require(found)
        #expect(found.count == expected.count)
        // Distances up to 10 from the centre, four per lane at most.
        #expect(abs(found.mean - expected.mean) < 1e-5)
        #expect(abs(found.standardDeviation - expected.standardDeviation) < 1e-5)
    }

    @Test("no pixel in the mask, no moments", arguments: tiers + [.reference])
    func emptyMask(tier: KernelTier) throws {
        let size = try #require(PlaneSize(columns: 20, rows: 2))
        let plane = Plane<Float>(size: size, filledWith: 1)
        let mask = Plane<UInt8>(size: size, filledWith: 0)
        #expect(PlaneKernels(tier: tier).moments(of: plane, mask: mask) == nil)
    }
}
