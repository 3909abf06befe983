import Anatomy
import Geometry

/// One nerve, or one part of a divided one, where the middle plane of a slice cuts it.
package struct MRNerveTruth: Sendable {
    /// What of the nerve it is.
    package enum Part: String, Hashable, Sendable, CaseIterable {
        case whole, tibial, peroneal
    }

    package let side: Laterality
    package let part: Part
    /// Of the centre line.
    package let centre: PatientPoint
    /// Along the nerve, downwards.
    package let direction: PatientPoint
    /// 180 vertices, in pixels.
    package let outline: [PixelPoint]
    /// In the slice, mm².
    package let area: Double
    /// At right angles to the nerve, mm².
    package let perpendicularArea: Double
    package let isWholeInPicture: Bool
}

/// What is true of one slice.
package struct MRSliceTruth: Sendable {
    /// From 0, from below upwards.
    package let index: Int
    package let nerves: [MRNerveTruth]
    /// Without shading, blur and noise: means over the nerve and over gluteus maximus in the mask,
    /// absent where there is none.
    package let nerveSignal: [Laterality: Double]
    package let muscleSignal: [Laterality: Double]
    package let levels: [MRLevelTruth]
    package let spaces: [MRSpaceTruth]
    /// In the slice, mm².
    package let piriformisArea: [Laterality: Double]
    /// In the slice, mm; absent where the muscle is.
    package let piriformisThickness: [Laterality: Double]

    init(
        index: Int, phantom: MRPhantom, body: SlicePainter.Picture,
        cuts: [NerveCut]
    ) {
        self.index = index
        let acquisition = phantom.parameters.acquisition
        nerves = cuts.map { cut in
            let section = cut.section
            let border = section.border(vertices: 180)
            return MRNerveTruth(
                side: cut.nerve.side, part: MRNerveTruth.Part.allCases[cut.index],
                centre: section.station.centre, direction: section.station.direction,
                outline: border,
                area: Self.area(border) * acquisition.spacing * acquisition.spacing,
                perpendicularArea: section.station.area,
                isWholeInPicture: border.allSatisfy {
                    $0.column > 0 && $0.row > 0 && $0.column < Double(acquisition.columns - 1)
                        && $0.row < Double(acquisition.rows - 1)
                })
        }
        let plane = phantom.planes[index]
        nerveSignal = Self.means(body, cuts)
        muscleSignal = Self.means(body, .gluteusMaximus, plane, columns: acquisition.columns)
        let reader = MRLandmarkReader(
            plane: plane, columns: acquisition.columns, landmarks: body.landmarks)
        levels = Laterality.allCases.flatMap { side in
            let own = cuts.first { $0.nerve.side == side }
            return own.map { reader.levels(side, nerve: $0.section.centre) } ?? []
        }
        let shown = Laterality.allCases.filter { reader.area(.lesserTrochanter, $0) > 0 }
        if shown.isEmpty {
            spaces = []
        } else {
            let spaceReader = SpaceReader(
                plane: plane, lattice: phantom.lattice(on: plane), anatomy: phantom.anatomy)
            spaces = shown.flatMap(spaceReader.spaces)
        }
        piriformisArea = Dictionary(
            uniqueKeysWithValues: Laterality.allCases.map { ($0, reader.area(.piriformis, $0)) })
        piriformisThickness = Dictionary(
            uniqueKeysWithValues: Laterality.allCases.compactMap { side in
                reader.thickness(.piriformis, side).map { (side, $0) }
            })
    }

    private static func means(
        _ body: SlicePainter.Picture, _ cuts: [NerveCut]
    ) -> [Laterality: Double] {
        Dictionary(grouping: cuts, by: \.nerve.side).compactMapValues { cuts in
            let pixels = Set(cuts.flatMap(\.pixels)).sorted()
            guard !pixels.isEmpty else { return nil }
            return pixels.reduce(0) { $0 + Double(body.signal[$1]) } / Double(pixels.count)
        }
    }

    /// The mean over a label on either side of the midline.
    private static func means(
        _ body: SlicePainter.Picture, _ label: AnatomicalLabel, _ plane: SlicePlane, columns: Int
    ) -> [Laterality: Double] {
        var sums: [Laterality: (sum: Double, count: Double)] = [:]
        let middle = plane.pixel(under: PatientPoint(left: 0, posterior: 0, superior: 0)).pixel
        for index in body.labels.indices where body.labels[index] == label.rawValue {
            let side: Laterality = Double(index % columns) > middle.column ? .left : .right
            sums[side, default: (0, 0)].sum += Double(body.signal[index])
            sums[side, default: (0, 0)].count += 1
        }
        return sums.mapValues { $0.sum / $0.count }
    }

    private static func area(_ border: [PixelPoint]) -> Double {
        var sum = 0.0
        for (index, point) in border.enumerated() {
            let next = border[(index + 1) % border.count]
            sum += point.column * next.row - next.column * point.row
        }
        return abs(sum) / 2
    }
}
