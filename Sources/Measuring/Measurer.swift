import Geometry
import Raster
import StudyModel

/// Turns an outline into numbers; draws nothing and decides nothing about the nerve.
package struct Measurer: Sendable {
    package struct Options: Hashable, Sendable {
        /// With fewer pixels across the short axis nothing is quoted.
        package var fewestPixelsAcross = 5.0
        /// With fewer pixels across the short axis the measurement is flagged `coarse`.
        package var pixelsAcrossWithoutFlag = 10.0

        package init() {}
    }

    package let options: Options

    package init(_ options: Options = Options()) { self.options = options }

    /// The quantities of `nerve` in the scale that holds where it lies.
    ///
    /// With an unknown scale there are pixel quantities only, and no ratios either: pixels need not
    /// be square.
    package func measurement(of nerve: NerveOutline, in frame: CalibratedFrame)
        -> Outcome<NerveMeasurement, AbstentionReason>
    {
        let border = Border(of: nerve.outline)
        let inPixels = Axes(of: ScaledPolygon(inPixels: border.forAxes))
        guard inPixels.short >= options.fewestPixelsAcross else { return .abstained(.tooCoarse) }
        let calibration = frame.scale.calibration(for: nerve.outline)
        var quantities = pixelQuantities(of: nerve, axes: inPixels)
        var flags = Set(nerve.flags + frame.flags)
        if inPixels.short < options.pixelsAcrossWithoutFlag { flags.insert(.coarse) }
        if border.crossesItself { flags.insert(.outlineSelfIntersects) }
        if case .known(let spacing, _, let uncertainty) = calibration {
            quantities.merge(
                lengths(of: nerve, border: border, spacing: spacing, uncertainty: uncertainty)
            ) { $1 }
            if spacing.isAnisotropic { flags.insert(.anisotropicSpacing) }
        }
        if frame.frame.modality == .ultrasound {
            let echo = echo(of: nerve.outline, in: frame)
            if !echo.isEmpty { flags.insert(.gainDependent) }
            quantities.merge(echo) { $1 }
            quantities[.depthFromSkin] = depth(of: nerve.outline, in: frame)
        }
        return .value(
            NerveMeasurement(
                nerve: nerve, calibration: calibration, quantities: quantities,
                flags: QualityFlag.allCases.filter(flags.contains)))
    }

    private func pixelQuantities(of nerve: NerveOutline, axes: Axes) -> [QuantityKind: Quantity] {
        let centroid = nerve.outline.centroid
        let area = abs(nerve.outline.signedAreaInPixels)
        // No spacing is in it: where the border lies is all that is uncertain.
        let interval = AreaInterval.interval(
            area: area, factors: nerve.areaFactors, spacingUncertainty: 0)
        return [
            .areaInPixels: Quantity(area, interval: interval),
            .longAxisInPixels: Quantity(axes.long),
            .shortAxisInPixels: Quantity(axes.short),
            .centroidColumn: Quantity(centroid.column),
            .centroidRow: Quantity(centroid.row),
        ]
    }

    private func lengths(
        of nerve: NerveOutline, border: Border, spacing: PixelSpacing, uncertainty: Double
    ) -> [QuantityKind: Quantity] {
        let shape = ScaledPolygon(nerve.outline.vertices, spacing: spacing)
        let axes = Axes(of: ScaledPolygon(border.forAxes, spacing: spacing))
        let area = shape.area
        let perimeter = border.length(spacing: spacing)
        let interval = AreaInterval.interval(
            area: area, factors: nerve.areaFactors, spacingUncertainty: uncertainty)
        return [
            .crossSectionalArea: Quantity(area, interval: interval),
            .perimeter: Quantity(perimeter),
            .longAxis: Quantity(axes.long),
            .shortAxis: Quantity(axes.short),
            .anteroposteriorDiameter: Quantity(shape.extents.down),
            .mediolateralDiameter: Quantity(shape.extents.across),
            .flatteningRatio: Quantity(axes.long / axes.short),
            // A circle of few pixels can come out rounder than any shape is.
            .circularity: Quantity(min(1, 4 * .pi * area / (perimeter * perimeter))),
        ]
    }
}

extension Measurer {
    private func echo(of outline: Outline, in frame: CalibratedFrame) -> [QuantityKind: Quantity] {
        let box = frame.scale.region(around: outline)?.box ?? frame.frame.bounds
        guard let echo = EchoTexture(of: outline, in: frame.frame.luminance, within: box)
        else { return [:] }
        let found: [QuantityKind: Double?] = [
            .echoMean: echo.mean,
            .echoStandardDeviation: echo.standardDeviation,
            .echoDifferenceFromSurroundings: echo.differenceFromSurroundings,
            .hypoechoicFraction: echo.hypoechoicFraction,
        ]
        return found.compactMapValues { $0.map { Quantity($0) } }
    }

    /// Straight down from the skin to the nearest border of the nerve.
    private func depth(of outline: Outline, in frame: CalibratedFrame) -> Quantity? {
        guard let region = frame.scale.region(around: outline),
            let spacing = region.calibration.spacing,
            let top = outline.vertices.map(\.row).min(),
            let skin = SkinLine(in: frame.frame.luminance, region: region.box), top >= skin.row
        else { return nil }
        return Quantity((top - skin.row) * spacing.betweenRows.value)
    }
}

extension FrameScale {
    /// The calibrated region that holds all of `outline`.
    fileprivate func region(around outline: Outline) -> RegionScale? {
        guard case .regions(let regions) = self else { return nil }
        return regions.first { region in
            outline.vertices.allSatisfy { region.box.contains($0) }
        }
    }
}

extension PixelSpacing {
    /// Whether the two distances differ by more than 1 %.
    fileprivate var isAnisotropic: Bool {
        abs(betweenRows.value - betweenColumns.value)
            > 0.01 * max(betweenRows.value, betweenColumns.value)
    }
}
