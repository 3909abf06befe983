import Foundation
import OracleSupport
import Testing

@testable import Agreement

/// Masks against MedPy and SciPy: `Expected/overlap.json`, written by scripts/oracles/overlap.py.
@Suite struct OverlapTests {
    struct Case: Decodable {
        let shape: [Int]
        let spacing: [Double]
        let first: String
        let second: String
        let dice: Double
        let jaccard: Double
        let hd95: Double
        let assd: Double
        let detection: [Int]

        func mask(_ digits: String) throws -> BinaryMask {
            let size = try #require(
                MaskSize(columns: shape[2], rows: shape[1], slices: shape[0]))
            return BinaryMask(size: size, voxels: digits.map { $0 == "1" })
        }
    }

    static let cases =
        (try? JSONDecoder().decode(
            [Case].self, from: Oracle.committed("AgreementTests/Expected/overlap.json"))) ?? []

    @Test("there are cases") func found() { #expect(Self.cases.count == 20) }

    @Test("Dice, Jaccard, HD95, ASSD and counts", arguments: cases.indices)
    func metrics(index: Int) throws {
        let expected = Self.cases[index]
        let (first, second) = (
            try expected.mask(expected.first), try expected.mask(expected.second)
        )
        let overlap = Overlap(first, second)
        #expect(near(try #require(overlap.dice), expected.dice))
        #expect(near(try #require(overlap.jaccard), expected.jaccard))
        let spacing = try #require(
            GridSpacing(
                betweenColumns: expected.spacing[2], betweenRows: expected.spacing[1],
                betweenSlices: expected.spacing[0]))
        let distances = try #require(SurfaceDistances(first, second, spacing: spacing))
        #expect(near(distances.hausdorff95, expected.hd95))
        #expect(near(distances.averageSymmetric, expected.assd))
        let detection = Detection(reference: first, other: second)
        #expect([detection.found, detection.missed, detection.spurious] == expected.detection)
    }

    @Test(
        "the committed results are what MedPy and SciPy say today",
        .enabled(if: Oracle.python != nil, "NERVE_MEASURE_PYTHON is not set"))
    func live() throws {
        #expect(
            try Oracle.run("overlap.py") == Oracle.committed("AgreementTests/Expected/overlap.json")
        )
    }

    @Test("empty masks have no surface distance, and no Dice when both are empty")
    func empty() throws {
        let size = try #require(MaskSize(columns: 3, rows: 2))
        let none = BinaryMask(size: size, voxels: [Bool](repeating: false, count: 6))
        let all = BinaryMask(size: size, voxels: [Bool](repeating: true, count: 6))
        #expect(Overlap(none, none).dice == nil)
        #expect(Overlap(none, none).jaccard == nil)
        #expect(Overlap(none, all).dice == 0)
        #expect(SurfaceDistances(none, all, spacing: .pixels) == nil)
        #expect(SurfaceDistances(none, none, spacing: .pixels) == nil)
        #expect(Detection(reference: none, other: none) == Detection())
        #expect(Detection(reference: none, other: all) == Detection(spurious: 1))
    }

    @Test("distances that are not finite, and through slices of unknown distance, are none")
    func noDistance() throws {
        let size = try #require(MaskSize(columns: 2, rows: 1, slices: 2))
        func mask(_ index: Int) -> BinaryMask {
            BinaryMask(size: size, voxels: (0..<4).map { $0 == index })
        }
        let spacing = {
            try #require(GridSpacing(betweenColumns: 1, betweenRows: 1, betweenSlices: $0))
        }
        #expect(SurfaceDistances(mask(0), mask(2), spacing: try spacing(3))?.hausdorff95 == 3)
        #expect(SurfaceDistances(mask(0), mask(2), spacing: try spacing(1e200)) == nil)
        #expect(SurfaceDistances(mask(0), mask(2), spacing: try spacing(nil)) == nil)
        #expect(SurfaceDistances(mask(0), mask(1), spacing: try spacing(nil)) == nil)
    }

    @Test("all nerves found: no interval of no width")
    func boundary() throws {
        let size = try #require(MaskSize(columns: 5, rows: 1))
        let nerves = BinaryMask(size: size, voxels: [true, false, true, false, true])
        let pairs = (0..<8).map { index in
            var pair = ReadingPair(
                key: "\(index)", frame: nil, subject: "\(index / 2)", status: .compared)
            pair.masks = MaskComparison(reference: nerves, other: nerves, spacing: nil)
            return pair
        }
        let findings = GroupAgreement(group: ImageGroup(), pairs: pairs).findings
        let sensitivity = try #require(findings.first { $0.quantity == .sensitivity })
        #expect(sensitivity.value == 1 && sensitivity.high == 1)
        // Four subjects: 4 / (4 + 1.96²).
        #expect(
            near(try #require(sensitivity.low), 4 / (4 + 1.959963984540054 * 1.959963984540054)))
        let dice = try #require(findings.first { $0.quantity == .diceMeanMeasured })
        #expect(dice.value == 1 && dice.low == nil && dice.refusal == .noVariance)
    }

    @Test("a single voxel is its own surface")
    func single() throws {
        let size = try #require(MaskSize(columns: 1, rows: 1))
        let mask = BinaryMask(size: size, voxels: [true])
        let distances = try #require(SurfaceDistances(mask, mask, spacing: .pixels))
        #expect(distances.hausdorff95 == 0)
        #expect(distances.averageSymmetric == 0)
    }

    @Test("the detection threshold itself counts as found")
    func threshold() throws {
        let size = try #require(MaskSize(columns: 10, rows: 1))
        func mask(_ columns: Range<Int>) -> BinaryMask {
            BinaryMask(size: size, voxels: (0..<10).map { columns.contains($0) })
        }
        #expect(Detection(reference: mask(0..<10), other: mask(0..<3)) == Detection(found: 1))
        #expect(
            Detection(reference: mask(0..<10), other: mask(0..<2))
                == Detection(missed: 1, spurious: 1))
    }
}
