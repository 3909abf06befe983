import Anatomy
import Geometry

/// One nerve, or one part of a divided one, where the middle plane of a slice cuts it.
package struct MRNerveTruth: Sendable {
    package let side: Laterality
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
    /// Without shading, blur and noise: means over the masks, `nil` where there is none.
    package let nerveSignal: Double?
    package let muscleSignal: Double?
    package let levels: [MRLevelTruth]
    package let spaces: [MRSpaceTruth]
    /// In the slice, mm².
    package let piriformisArea: [Laterality: Double]
    /// In the slice, mm; absent where the muscle is.
    package let piriformisThickness: [Laterality: Double]

    init(
        index: Int, phantom: MRPhantom, body: SlicePainter.Picture,
        sections: [(Laterality, NerveSection)]
    ) {
        self.index = index
        let acquisition = phantom.parameters.acquisition
        nerves = sections.map { side, section in
            let border = section.border(vertices: 180)
            return MRNerveTruth(
                side: side, centre: section.station.centre, direction: section.station.direction,
                outline: border,
                area: Self.area(border) * acquisition.spacing * acquisition.spacing,
                perpendicularArea: section.station.area,
                isWholeInPicture: border.allSatisfy {
                    $0.column > 0 && $0.row > 0 && $0.column < Double(acquisition.columns - 1)
                        && $0.row < Double(acquisition.rows - 1)
                })
        }
        var sums = [Double](repeating: 0, count: 32)
        var numbers = [Int](repeating: 0, count: 32)
        for (label, value) in zip(body.labels, body.signal) {
            sums[Int(label)] += Double(value)
            numbers[Int(label)] += 1
        }
        func mean(_ label: AnatomicalLabel) -> Double? {
            let index = Int(label.rawValue)
            return numbers[index] == 0 ? nil : sums[index] / Double(numbers[index])
        }
        nerveSignal = mean(.nerve)
        muscleSignal = mean(.gluteusMaximus)
        let reader = MRLandmarkReader(
            plane: phantom.planes[index], columns: acquisition.columns, landmarks: body.landmarks)
        levels = Laterality.allCases.flatMap { side in
            let own = sections.first { $0.0 == side }
            return own.map { reader.levels(side, nerve: $0.1.centre) } ?? []
        }
        let shown = Laterality.allCases.filter { reader.area(.lesserTrochanter, $0) > 0 }
        if shown.isEmpty {
            spaces = []
        } else {
            let spaceReader = SpaceReader(
                plane: phantom.planes[index], lattice: phantom.lattice(on: phantom.planes[index]),
                anatomy: phantom.anatomy)
            spaces = shown.flatMap(spaceReader.spaces)
        }
        piriformisArea = Dictionary(
            uniqueKeysWithValues: Laterality.allCases.map { ($0, reader.area(.piriformis, $0)) })
        piriformisThickness = Dictionary(
            uniqueKeysWithValues: Laterality.allCases.compactMap { side in
                reader.thickness(.piriformis, side).map { (side, $0) }
            })
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
