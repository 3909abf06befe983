import Geometry
import Raster
import StudyModel

/// What the Sequence of Ultrasound Regions says about a frame.
///
/// A spatial region is two-dimensional with tissue or colour flow in it and a centimetre scale on
/// both axes (PS3.3 §C.8.5.5.1). One that leaves the picture condemns the others: the picture was
/// cropped or resampled after the regions were written, and nothing tells which. One that lies on
/// another place's pixels with another meaning (M-mode, spectrum, no lengths) condemns that place: a
/// pixel has one scale. Wave forms, graphics and grey bars are drawn over tissue and change nothing.
struct RegionJudgement {
    struct Trusted {
        let index: Int
        let box: PixelBox
        let spacing: PixelSpacing
        let relativeUncertainty: Double
    }

    private(set) var trusted: [Trusted] = []
    private(set) var untrusted: [FrameScale.RegionScale] = []
    private(set) var lines: [EvidenceLine] = []
    /// The first reason against a region, when none is trusted.
    private(set) var gap: CalibrationGap?

    init(of regions: [UltrasoundRegion], in size: PlaneSize, tolerance: Double) {
        for (index, region) in regions.enumerated() {
            lines.append(
                EvidenceLine(
                    source: "Sequence of Ultrasound Regions (0018,6011) item \(index + 1)",
                    found: region.text, judgement: .used))
            guard region.isSpatial else {
                lines[index].judgement = .notScale("not two-dimensional tissue or colour flow")
                continue
            }
            judge(region, index: index, in: size)
        }
        condemnIfOutside(regions, size: size)
        refuseContradictoryOverlaps(tolerance: tolerance)
        refuseOverlapsWithoutLengths(regions, size: size)
        if trusted.isEmpty, gap == nil, !regions.isEmpty {
            gap = .untrustedRegion(index: 0, reason: "no region is two-dimensional tissue")
        }
    }

    /// The scale of a region is known to one pixel in its shorter side: 5 % of 20.
    static let smallestSide = 20

    private mutating func judge(_ region: UltrasoundRegion, index: Int, in size: PlaneSize) {
        let box = region.box(in: size)
        if region.unitsAcrossColumns != 3 || region.unitsAcrossRows != 3 {
            refuse(index, box, "its units are not centimetres on both axes")
        } else if let box, min(box.columns, box.rows) < Self.smallestSide {
            refuse(
                index, box,
                "it has \(box.columns) × \(box.rows) pixels; at least \(Self.smallestSide) on each "
                    + "side are needed to trust its scale")
        } else if let spacing = region.spacing, let box {
            trusted.append(
                Trusted(
                    index: index, box: box, spacing: spacing,
                    relativeUncertainty: SpacingUncertainty.ofRegion(box)))
        } else if box == nil {
            refuse(index, nil, region.outsideReason(size))
        } else {
            refuse(index, box, "its physical delta is zero, not a number or out of range")
        }
    }

    private mutating func refuse(_ index: Int, _ box: PixelBox?, _ reason: String) {
        lines[index].judgement = .refused(reason)
        let found = CalibrationGap.untrustedRegion(index: index, reason: reason)
        gap = gap ?? found
        if let box {
            untrusted.append(.init(box: box, calibration: .unknown(found)))
        }
    }

    private mutating func condemnIfOutside(_ regions: [UltrasoundRegion], size: PlaneSize) {
        guard
            let stray = regions.indices.first(where: {
                regions[$0].isSpatial && regions[$0].box(in: size) == nil
            })
        else { return }
        let reason = "region \(stray + 1) leaves the picture, which was changed after calibration"
        for region in trusted { lines[region.index].judgement = .refused(reason) }
        trusted = []
        untrusted = []
        gap = .untrustedRegion(index: stray, reason: regions[stray].outsideReason(size))
    }

    private mutating func refuseContradictoryOverlaps(tolerance: Double) {
        let found = trusted
        for (position, region) in found.enumerated() {
            let rival = found.enumerated().first { other in
                other.offset != position && other.element.box.intersection(region.box) != nil
                    && !other.element.spacing.agrees(
                        with: region.spacing, relativeTolerance: tolerance)
            }
            guard let rival else { continue }
            refuse(
                region.index, region.box,
                "overlaps region \(rival.element.index + 1), whose scale differs")
            trusted.removeAll { $0.index == region.index }
        }
    }
}

extension RegionJudgement {
    /// Borders may be counted twice: one row or column in common is no overlap.
    private mutating func refuseOverlapsWithoutLengths(
        _ regions: [UltrasoundRegion], size: PlaneSize
    ) {
        for region in trusted {
            let rival = regions.indices.first { other in
                guard other != region.index, !regions[other].isDrawnOver,
                    !trusted.contains(where: { $0.index == other }),
                    let common = regions[other].clippedBox(in: size)?.intersection(region.box)
                else { return false }
                return common.columns > 1 && common.rows > 1
            }
            guard let rival else { continue }
            refuse(
                region.index, region.box,
                "overlaps region \(rival + 1), which states no length for the same pixels")
            trusted.removeAll { $0.index == region.index }
        }
    }
}

extension UltrasoundRegion {
    /// Region Spatial Format 4 is a wave form, 5 graphics; 0 is none, and Region Data Type from 5 on
    /// a trace or a bar of greys or colours then.
    var isDrawnOver: Bool {
        spatialFormat == 4 || spatialFormat == 5 || (spatialFormat == 0 && dataType >= 5)
    }

    /// The part of the region that lies in the picture.
    func clippedBox(in size: PlaneSize) -> PixelBox? {
        let left = max(minimumColumn, 0)
        let top = max(minimumRow, 0)
        guard minimumColumn < size.columns, minimumRow < size.rows, maximumColumn >= 0,
            maximumRow >= 0
        else { return nil }
        return PixelBox(
            column: left, row: top, columns: min(maximumColumn, size.columns - 1) - left + 1,
            rows: min(maximumRow, size.rows - 1) - top + 1)
    }

    var isSpatial: Bool { spatialFormat == 1 && (dataType == 1 || dataType == 2) }

    /// From centimetres per pixel; the sign only says which way the axis runs.
    var spacing: PixelSpacing? {
        SpacingRules.checked(
            StatedSpacing(
                betweenRows: abs(deltaAcrossRows) * 10, betweenColumns: abs(deltaAcrossColumns) * 10
            ),
            within: SpacingRules.plausible(.ultrasound))
    }

    /// The pixels of the region; `nil` when it is empty or leaves the picture.
    ///
    /// A maximum equal to the number of columns or rows is read as one past the end: some scanners
    /// count that way, and the scale does not depend on it.
    func box(in size: PlaneSize) -> PixelBox? {
        guard minimumColumn >= 0, minimumRow >= 0, maximumColumn <= size.columns,
            maximumRow <= size.rows
        else { return nil }
        return PixelBox(
            column: minimumColumn, row: minimumRow,
            columns: min(maximumColumn, size.columns - 1) - minimumColumn + 1,
            rows: min(maximumRow, size.rows - 1) - minimumRow + 1)
    }

    func outsideReason(_ size: PlaneSize) -> String {
        "it is empty or leaves the picture of \(size.columns) × \(size.rows) pixels"
    }

    var text: String {
        "columns \(minimumColumn)–\(maximumColumn), rows \(minimumRow)–\(maximumRow), spatial "
            + "format \(spatialFormat), data type \(dataType), units \(unitsAcrossColumns) and "
            + "\(unitsAcrossRows), deltas \(deltaAcrossColumns.significant) and "
            + deltaAcrossRows.significant
    }
}
