import Foundation
import Geometry
import StudyModel
import Testing

@testable import Measuring

@Suite struct MeasurerTests {
    @Test("without a scale there are pixels only, and no ratios")
    func unknownScale() throws {
        let shape = Shape.ellipse(11, 5.5, spacing: try spacing(0.1, 0.1))
        let found = try #require(
            Measurer().measurement(
                of: nerve(try shape.outline),
                in: try frame(scale: .uniform(.unknown(.noEvidence)))
            ).measurement)
        #expect(
            Set(found.quantities.keys) == [
                .areaInPixels, .longAxisInPixels, .shortAxisInPixels, .centroidColumn, .centroidRow,
            ])
        #expect(near(found[.areaInPixels]?.value, .pi / 4 * 110 * 55, within: 2e-5))
        #expect(near(found[.longAxisInPixels]?.value, 110, within: 1e-5))
        #expect(near(found[.shortAxisInPixels]?.value, 55, within: 1e-4))
        #expect(near(found[.centroidColumn]?.value, 300, within: 1e-9))
        #expect(near(found[.centroidRow]?.value, 200, within: 1e-9))
    }

    @Test("fewer than five pixels across the short axis are too coarse, fewer than ten are flagged")
    func coarse() throws {
        let spacing = try spacing(1, 1)
        func outcome(_ short: Double) throws -> Outcome<NerveMeasurement, AbstentionReason> {
            Measurer().measurement(
                of: nerve(try Shape.ellipse(20, short, spacing: spacing).outline),
                in: try frame(scale: known(spacing)))
        }
        #expect(try outcome(4.99) == .abstained(.tooCoarse))
        #expect(try outcome(5.01).measurement?.flags == [.coarse])
        #expect(try outcome(9.9).measurement?.flags == [.coarse])
        #expect(try outcome(10.1).measurement?.flags == [])
    }

    @Test("flags of outline, frame and scale come together, each once")
    func flags() throws {
        let spacing = try spacing(0.1, 0.12)
        let found = try #require(
            Measurer().measurement(
                of: nerve(
                    try Shape.ellipse(11, 5.5, spacing: spacing).outline,
                    flags: [.spacingFromOperator, .borderContact]),
                in: try frame(scale: known(spacing), flags: [.spacingFromOperator])
            ).measurement)
        #expect(found.flags == [.borderContact, .spacingFromOperator, .anisotropicSpacing])
    }

    @Test("an outline that crosses itself is flagged, one that touches itself is not")
    func selfIntersection() throws {
        let spacing = try spacing(0.1, 0.1)
        let crossing = Shape.polygon(
            [(0, 0), (9, 6), (9, 0), (0, 5)], at: (5, 5), spacing: spacing)
        #expect(
            try measured(try crossing.outline, spacing: spacing).flags == [.outlineSelfIntersects])
        let touching = Shape.polygon(
            [(0, 0), (8, 0), (4, 3), (8, 6), (0, 6), (4, 3)], at: (5, 5), spacing: spacing)
        #expect(try measured(try touching.outline, spacing: spacing).flags.isEmpty)
    }

    @Test("border and spacing add in quadrature on the logarithmic scale; spacing counts twice")
    func interval() throws {
        let interval = try #require(
            AreaInterval.interval(
                area: 50, factors: exp(-0.3)...exp(0.3), spacingUncertainty: exp(0.2) - 1))
        #expect(near(interval.lowerBound, 50 * exp(-0.5), within: 1e-12))
        #expect(near(interval.upperBound, 50 * exp(0.5), within: 1e-12))
        let skewed = try #require(
            AreaInterval.interval(area: 50, factors: 0.8...1.1, spacingUncertainty: 0))
        #expect(near(skewed.lowerBound, 40, within: 1e-12))
        #expect(near(skewed.upperBound, 55, within: 1e-12))
        #expect(AreaInterval.interval(area: 50, factors: nil, spacingUncertainty: 0.01) == nil)
        #expect(AreaInterval.interval(area: 50, factors: 0...1, spacingUncertainty: 0) == nil)
    }

    @Test("the area carries the interval; an outline drawn by hand has none")
    func areaInterval() throws {
        let spacing = try spacing(0.1, 0.1)
        let outline = try Shape.ellipse(11, 5.5, spacing: spacing).outline
        let automatic = try #require(
            Measurer().measurement(
                of: nerve(outline, areaFactors: 0.9...1.1),
                in: try frame(scale: known(spacing))
            ).measurement?[.crossSectionalArea])
        let interval = try #require(automatic.interval)
        #expect(interval.lowerBound < 0.9 * automatic.value)
        #expect(interval.upperBound > 1.1 * automatic.value)
        #expect(try measured(outline, spacing: spacing)[.crossSectionalArea]?.interval == nil)
    }

    @Test(
        "without a scale the area in pixels carries the interval of the border alone",
        arguments: [false, true])
    func intervalInPixels(calibrated: Bool) throws {
        let spacing = try spacing(0.1, 0.1)
        let outline = try Shape.ellipse(11, 5.5, spacing: spacing).outline
        let scale = calibrated ? known(spacing) : .uniform(.unknown(.noEvidence))
        func area(_ factors: ClosedRange<Double>?) throws -> Quantity {
            let found = Measurer().measurement(
                of: nerve(outline, areaFactors: factors), in: try frame(scale: scale))
            return try #require(found.measurement?[.areaInPixels])
        }
        let automatic = try area(0.8...1.1)
        #expect(near(automatic.interval?.lowerBound, 0.8 * automatic.value, within: 1e-12))
        #expect(near(automatic.interval?.upperBound, 1.1 * automatic.value, within: 1e-12))
        #expect(try area(nil).interval == nil)
    }

    @Test("an outline that leaves its region has pixels and the reason")
    func outsideRegion() throws {
        let spacing = try spacing(0.1, 0.1)
        let box = try #require(PixelBox(column: 0, row: 0, columns: 250, rows: 600))
        let scale = FrameScale.regions([
            .init(
                box: box,
                calibration: .known(spacing, basis: .ultrasoundRegion(0), relativeUncertainty: 0))
        ])
        let found = try #require(
            Measurer().measurement(
                of: nerve(try Shape.ellipse(11, 5.5, spacing: spacing).outline),
                in: try frame(scale: scale)
            ).measurement)
        #expect(found.calibration == .unknown(.outsideEveryRegion))
        #expect(found[.crossSectionalArea] == nil)
        #expect(found[.areaInPixels] != nil)
    }
}
