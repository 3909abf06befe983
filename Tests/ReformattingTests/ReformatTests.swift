import Foundation
import Geometry
import Raster
import StudyModel
import Testing

@testable import Reformatting

@Suite struct ReformatTests {
    static let tubes: [Tube] = {
        var tilted = Tube()
        (tilted.tilt, tilted.roll) = (0.35, 0.3)
        var feetFirst = Tube()
        (feetFirst.isFeetFirst, feetFirst.tilt) = (true, -0.2)
        var thin = Tube()
        (thin.spacing, thin.distance) = ((rows: 1.1, columns: 0.5), 2.3)
        return [Tube(), tilted, feetFirst, thin]
    }()

    /// Width at half of the level of a row, mm, by linear interpolation at both flanks.
    private static func width(_ row: [Float], step: Double) -> Double? {
        let half: Float = 100
        guard let first = row.firstIndex(where: { $0 > half }),
            let last = row.lastIndex(where: { $0 > half }), first > 0, last + 1 < row.count
        else { return nil }
        let before = Double((row[first] - half) / (row[first] - row[first - 1]))
        let after = Double((row[last] - half) / (row[last] - row[last + 1]))
        return (Double(last - first) + before + after) * step
    }

    @Test(
        "a bent tube laid straight keeps its length and its width, whatever way slices lie",
        arguments: tubes.indices, StraightenedReformat.Direction.allCases)
    func straightened(index: Int, direction: StraightenedReformat.Direction) throws {
        let tube = Self.tubes[index]
        let geometry = try tube.geometry()
        let course = tube.course(geometry)
        let curve = try #require(NerveCurve(course, in: geometry))
        let first = try #require(course.sections.first?.centre)
        let last = try #require(course.sections.last?.centre)
        let chord = first.distance(to: last)
        let arc = 2 * tube.bend * asin(chord / (2 * tube.bend))
        #expect(abs(curve.length - arc) < 0.02, "\(curve.length) mm, not \(arc) mm")
        let sampler = VolumeSampler(try tube.pictures(geometry), geometry: geometry)
        let reformat = try #require(
            StraightenedReformat(
                of: sampler, along: curve, toward: direction, halfWidth: 10, step: 0.25))
        let size = reformat.picture.size
        #expect(abs(Double(size.rows - 1) * 0.25 - arc) <= 0.25)
        for row in 0..<size.rows {
            let levels = (0..<size.columns).map { reformat.picture[column: $0, row: row] }
            let width = try #require(Self.width(levels, step: 0.25))
            #expect(abs(width - 2 * tube.radius) < 0.2, "row \(row): \(width) mm")
            let middle = Double(size.columns / 2)
            let centre = reformat.patientPoint(at: PixelPoint(column: middle, row: Double(row)))
            #expect(tube.distance(from: centre) < 0.05)
        }
    }

    @Test("a flat picture holds what lies there, in millimetres", arguments: tubes.indices)
    func planar(index: Int) throws {
        let tube = Self.tubes[index]
        let geometry = try tube.geometry()
        let sampler = VolumeSampler(try tube.pictures(geometry), geometry: geometry)
        for view in PlanarReformat.View.allCases {
            let reformat = try #require(
                PlanarReformat(of: sampler, view: view, depth: 3, step: 0.8))
            var worst: Float = 0
            var inside = 0
            for row in 0..<reformat.picture.size.rows {
                for column in 0..<reformat.picture.size.columns {
                    let found = reformat.picture[column: column, row: row]
                    guard found.isFinite else { continue }
                    inside += 1
                    let place = reformat.plane.patientPoint(
                        at: PixelPoint(column: Double(column), row: Double(row)))
                    worst = max(worst, abs(found - tube.level(at: place)))
                }
            }
            #expect(inside > reformat.picture.size.count / 3)
            #expect(worst < 45, "\(view): \(worst) of 200 beside a slope of 125 per mm")
            #expect(reformat.plane.alongColumn.superior == -1)
        }
    }

    @Test("nothing is made up beyond the ends or in a gap")
    func ends() throws {
        let tube = Tube()
        let whole = try tube.geometry()
        let kept = whole.planes.indices.filter { !(20...23).contains($0) }
        let geometry = VolumeGeometry(
            planes: kept.map { whole.planes[$0] }, columns: whole.columns, rows: whole.rows,
            spacingBetweenSlices: whole.spacingBetweenSlices, sliceThickness: nil,
            irregularities: [.gap(after: 19, millimetres: 10)])
        let pictures = try tube.pictures(geometry)
        let sampler = VolumeSampler(pictures, geometry: geometry)
        func value(height: Double, column: Double = 30) -> Float {
            let base = geometry.planes[0].patientPoint(at: PixelPoint(column: column, row: 40))
            return sampler.value(at: base + height * geometry.normal)
        }
        let step = geometry.spacingBetweenSlices
        #expect(value(height: -0.49 * step).isFinite && value(height: 19.4 * step).isFinite)
        for height in [-0.51, 19.6, 21.5, 23.4, 47.6] {
            #expect(value(height: height * step) == VolumeSampler.outside)
        }
        #expect(value(height: 23.6 * step).isFinite && value(height: 47.4 * step).isFinite)
        #expect(value(height: 10, column: -0.51) == VolumeSampler.outside)
        #expect(value(height: 10, column: -0.49).isFinite)
    }

    @Test("a picture is shown in one window, black outside the volume")
    func window() throws {
        let size = try #require(PlaneSize(columns: 200, rows: 100))
        let ramp = Plane(size: size, samples: (0..<size.count).map { Float($0) })
        let shown = DisplayWindow([ramp]).shown(ramp)
        #expect(shown.samples.first == 0 && shown.samples.last == 255)
        let outside = Plane<Float>(size: size, filledWith: VolumeSampler.outside)
        #expect(DisplayWindow([ramp]).shown(outside).samples.allSatisfy { $0 == 0 })
    }
}
