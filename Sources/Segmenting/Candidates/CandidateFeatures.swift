import Foundation
import Geometry
import Raster

/// What can be seen of a candidate without knowing the truth; a model's confidence is computed from
/// these. The raw value is the name in a model's metadata, the definition is that of
/// scripts/training/DECISION.md.
///
/// p is the nerve probability and G the candidate's pixels, on the network plane that gives the
/// outline; F is its group on the plane of the whole content.
enum CandidateFeature: String, Hashable, Sendable, CaseIterable {
    /// Mean of p over G.
    case meanProbability = "mean_probability"
    /// Mean over F of the whole content's p.
    case firstMeanProbability = "first_mean_probability"
    /// Largest p of the whole content in F.
    case peakProbability = "peak_probability"
    /// The smaller of the two means.
    case lowProbability = "low_probability"
    /// Natural logarithm of G's share of the plane.
    case logArea = "log_area"
    /// Pixels of G with p ≥ 0.7 as a share of the group with p ≥ 0.3 that holds G.
    case sharpness
    /// Smaller over larger of the areas of G and F in frame pixels.
    case areaAgreement = "area_agreement"
    /// How much heavier F is than the heaviest other group, as a share of the heavier.
    case margin
    /// Mean binary entropy of p, in bits, over the pixels of G that have a 4-neighbour outside G.
    case borderEntropy = "border_entropy"
}

/// Features of a group on the plane that gives the outline.
struct OutlinedGroup {
    let group: PixelGroup
    let groups: ConnectedGroups
    let probabilities: Probabilities

    private var plane: Plane<Float> { probabilities.nerve }

    var features: [CandidateFeature: Double] {
        [
            .meanProbability: group.mean(of: plane),
            .logArea: log(Double(group.count) / Double(plane.size.count)),
            .sharpness: sharpness, .borderEntropy: borderEntropy,
        ]
    }

    private var sharpness: Double {
        let wide = ConnectedGroups(of: plane, connectivity: .eight) { $0 >= 0.3 }
        let sure = group.pixels.count { plane.samples[$0] >= 0.7 }
        let number = wide.numbers.samples[group.runs[0].lowerBound]
        let around = number > 0 ? wide.groups[Int(number) - 1] : group
        return Double(sure) / Double(around.count)
    }

    private var borderEntropy: Double {
        var total = 0.0
        var count = 0
        for pixel in group.pixels where isBorder(pixel) {
            let p = min(max(Double(plane.samples[pixel]), 1e-6), 1 - 1e-6)
            total -= p * log2(p) + (1 - p) * log2(1 - p)
            count += 1
        }
        return total / Double(count)
    }

    private func isBorder(_ pixel: Int) -> Bool {
        let (row, column) = pixel.quotientAndRemainder(dividingBy: plane.size.columns)
        func belongs(_ column: Int, _ row: Int) -> Bool {
            column >= 0 && row >= 0 && column < plane.size.columns && row < plane.size.rows
                && groups.numbers.samples[row * plane.size.columns + column] == group.number
        }
        return !belongs(column - 1, row) || !belongs(column + 1, row) || !belongs(column, row - 1)
            || !belongs(column, row + 1)
    }
}

/// A candidate's group on the plane of the whole content, among its rivals.
struct FirstGroup {
    let group: PixelGroup
    /// Sum of p over the heaviest other candidate; `nil` without one.
    let rival: Double?
    let probabilities: Probabilities

    /// Adds what needs both planes to the features of the outlined group.
    func completed(
        _ features: [CandidateFeature: Double], outlined: OutlinedGroup
    ) -> [CandidateFeature: Double] {
        let mean = group.mean(of: probabilities.nerve)
        let weight = mean * Double(group.count)
        let areas = [
            area(of: group, in: probabilities),
            area(of: outlined.group, in: outlined.probabilities),
        ]
        var features = features
        features[.firstMeanProbability] = mean
        features[.lowProbability] = min(mean, features[.meanProbability] ?? mean)
        features[.peakProbability] = Double(
            group.pixels.map { probabilities.nerve.samples[$0] }.max() ?? 0)
        features[.areaAgreement] = min(areas[0], areas[1]) / max(areas[0], areas[1])
        features[.margin] = rival.map { (weight - $0) / max(weight, $0) } ?? 1
        return features
    }

    private func area(of group: PixelGroup, in probabilities: Probabilities) -> Double {
        Double(group.count) * probabilities.view.framePixelsPerNetworkPixel
    }
}

extension PixelGroup {
    func sum(of plane: Plane<Float>) -> Double {
        pixels.reduce(0) { $0 + Double(plane.samples[$1]) }
    }

    func mean(of plane: Plane<Float>) -> Double { sum(of: plane) / Double(count) }
}
