import Statistics

/// Overlap, distances and detection over a group of images; empty without masks.
struct OverlapFindings {
    private let pairs: [ReadingPair]
    private let bootstrap: Bootstrap

    init(pairs: [ReadingPair], bootstrap: Bootstrap) {
        self.pairs = pairs.filter { $0.isCounted && $0.masks != nil }
        self.bootstrap = bootstrap
    }

    var findings: [Finding] {
        guard !pairs.isEmpty else { return [] }
        return overlaps + distances + detections + nerveFree
    }

    private var overlaps: [Finding] {
        SubjectValues(pairs, \.diceOverall)
            .findings(.diceMeanOverall, .diceMedianOverall, bootstrap: bootstrap)
            + SubjectValues(pairs, \.diceMeasured)
            .findings(.diceMeanMeasured, .diceMedianMeasured, bootstrap: bootstrap)
            + SubjectValues(pairs) { $0.diceMeasured == nil ? nil : $0.masks?.overlap.jaccard }
            .findings(.jaccardMeanMeasured, .jaccardMedianMeasured, bootstrap: bootstrap)
    }

    private var distances: [Finding] {
        [("mm", \MaskComparison.millimetres), ("{pixels}", \.pixels)].flatMap { unit, kind in
            let found = pairs.compactMap { $0.masks?[keyPath: kind] }
            guard !found.isEmpty else { return [Finding]() }
            return SubjectValues(pairs) { $0.masks?[keyPath: kind]?.hausdorff95 }
                .findings(.hausdorff95Mean, .hausdorff95Median, unit: unit, bootstrap: bootstrap)
                + SubjectValues(pairs) { $0.masks?[keyPath: kind]?.averageSymmetric }
                .findings(
                    .averageSymmetricMean, .averageSymmetricMedian, unit: unit,
                    bootstrap: bootstrap)
        }
    }

    private var detections: [Finding] {
        let sum = pairs.reduce(into: Detection()) { sum, pair in
            guard let detection = pair.masks?.detection else { return }
            sum.found += detection.found
            sum.missed += detection.missed
            sum.spurious += detection.spurious
        }
        return [
            count(.nervesFound, sum.found), count(.nervesMissed, sum.missed),
            count(.nervesSpurious, sum.spurious),
            share(.sensitivity) { ($0.found, $0.found + $0.missed) },
            share(.precision) { ($0.found, $0.found + $0.spurious) },
        ]
    }

    private var nerveFree: [Finding] {
        let free = pairs.filter { $0.masks?.overlap.first == 0 }
        return [
            count(.nerveFreeImages, free.count),
            count(.nerveFreeImagesLeftEmpty, free.count { $0.masks?.overlap.second == 0 }),
        ]
    }

    private func count(_ quantity: AgreementQuantity, _ number: Int) -> Finding {
        var finding = empty(quantity)
        finding.value = Double(number)
        return finding
    }

    private func empty(_ quantity: AgreementQuantity) -> Finding {
        Finding(quantity, images: pairs.count, subjects: Set(pairs.map(\.subject)).count)
    }

    /// A share of nerves; nerves of one subject are drawn together where subjects have several. Every
    /// draw of a share of 0 or 1 is alike: its interval is Wilson's with each subject counted once.
    private func share(
        _ quantity: AgreementQuantity, _ parts: (Detection) -> (part: Int, whole: Int)
    ) -> Finding {
        var finding = empty(quantity)
        let counts = pairs.compactMap { $0.masks.map { parts($0.detection) } }
        let part = counts.reduce(0) { $0 + $1.part }
        let whole = counts.reduce(0) { $0 + $1.whole }
        do throws(StatisticsError) {
            let proportion = try Proportion(part, of: whole)
            let clusters = try Clusters(counts, by: pairs.map(\.subject))
            let isIndependent = !clusters.values.contains { $0.reduce(0) { $0 + $1.whole } > 1 }
            guard !isIndependent else {
                finding.take(proportion.estimate, .wilson)
                return finding
            }
            finding.value = proportion.estimate.value
            guard part > 0, part < whole else {
                let subjects = clusters.values.count { $0.contains { $0.whole > 0 } }
                let once = try Proportion(part == 0 ? 0 : subjects, of: subjects)
                finding.take(once.estimate, .wilson)
                return finding
            }
            let ends = try bootstrap.intervals(of: clusters.values) { drawn in
                let all = drawn.joined()
                let whole = all.reduce(0) { $0 + $1.whole }
                return whole > 0
                    ? [Double(all.reduce(0) { $0 + $1.part }) / Double(whole)] : nil
            }
            finding.take(
                Estimate(value: proportion.estimate.value, low: ends[0].low, high: ends[0].high),
                .subjectBootstrap)
        } catch {
            finding.refusal = error
        }
        return finding
    }
}
