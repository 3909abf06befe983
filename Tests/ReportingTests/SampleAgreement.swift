import Agreement

@testable import Reporting

extension Sample {
    /// Four images: two compared, one declined, one that does not compare.
    static func agreement() throws -> AgreementReport {
        var pairs: [ReadingPair] = []
        for (index, columns) in [0..<3, 1..<4, 2..<5, 0..<4].enumerated() {
            var pair = ReadingPair(key: "a<\(index)>", frame: 1, status: .compared)
            pair.side = index % 2 == 0 ? .left : nil
            pair.masks = MaskComparison(
                reference: try box(0..<3), other: try box(columns),
                spacing: GridSpacing(betweenColumns: 0.2, betweenRows: 0.1))
            pair.areas = ReadingPair.Areas(
                unit: .squareMillimetres, reference: Double(20 + index),
                against: Double(20 + index * index))
            pairs.append(pair)
        }
        pairs[1].status = .abstained
        pairs[1].areas = nil
        pairs[1].reason = ReadingPair.Reason(
            code: "noCandidate", explanation: "no structure looks like a nerve")
        var failed = ReadingPair(key: "b", frame: nil, status: .failed)
        failed.reason = ReadingPair.Reason(code: "otherSize", explanation: "sizes differ")
        pairs.append(failed)
        return AgreementReport(
            toolVersion: "0.1.0", referenceKind: "masks", againstKind: "output", pairs: pairs,
            groups: GroupAgreement.all(of: pairs),
            passedOver: [
                PassedOverFile(reader: .reference, name: "notes.txt", reason: .noPicture)
            ])
    }

    private static func box(_ columns: Range<Int>) throws -> BinaryMask {
        guard let size = MaskSize(columns: 6, rows: 1) else { throw CancellationError() }
        return BinaryMask(size: size, voxels: (0..<6).map { columns.contains($0) })
    }
}
