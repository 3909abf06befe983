import Foundation
import Geometry
import StudyModel
import Testing
import Tracing
import VolumeSupport

@testable import Measuring

/// Nerves that are straight cylinders: every number is known.
@Suite struct CourseTests {
    private static func course(
        radius: Double, slant: PatientPoint, spacing: (Double, Double) = (0.3, 0.4),
        thickness: Double? = 2, gap: Int? = nil, borderError: ClosedRange<Double>? = nil
    ) throws -> NerveCourse {
        var volume = TubeVolume()
        volume.spacing = (rows: spacing.0, columns: spacing.1)
        volume.columns = 150
        volume.rows = 130
        volume.thickness = thickness
        volume.draw(
            .nerve, from: PatientPoint(left: 22, posterior: 14, superior: 22), along: slant,
            radius: radius)
        let sections = try volume.labels.indices.filter { $0 != gap }.map { slice in
            let outline = try #require(
                volume.labels[slice].components(of: MaskLabel.nerve).first?.outer)
            return NervePath.Section(
                slice: slice, outlines: [outline],
                centre: volume.geometry.planes[slice].patientPoint(at: outline.centroid), flags: [])
        }
        let path = NervePath(side: .left, provenance: .automatic, sections: sections)
        return CourseMeasurer(
            geometry: volume.geometry, frames: volume.frames, borderError: borderError
        ).course(of: path)
    }

    @Test("the area at right angles does not depend on the slant", arguments: [0, 0.3, 0.45])
    func perpendicular(slope: Double) throws {
        let course = try Self.course(
            radius: 4, slant: PatientPoint(left: slope, posterior: slope / 2, superior: 1))
        let expected = Double.pi * 16
        for section in course.sections {
            let found = try #require(section.sum(of: .perpendicularArea))
            #expect(abs(found / expected - 1) < 0.02)
            let inSlice = try #require(section.sum(of: .crossSectionalArea))
            let stretch = (1 + 1.25 * slope * slope).squareRoot()
            #expect(abs(inSlice / (expected * stretch) - 1) < 0.02)
        }
    }

    @Test(
        "an error of the border of 0.2 mm widens a larger nerve's interval by less",
        arguments: [
            3.0, 5.0,
        ])
    func interval(radius: Double) throws {
        let course = try Self.course(
            radius: radius, slant: PatientPoint(left: 0.2, posterior: 0, superior: 1),
            borderError: -0.2...0.2)
        for section in course.sections {
            let area = try #require(section.measurements.first?[.perpendicularArea])
            let interval = try #require(area.interval)
            // The slice cuts an ellipse: its equal circle is 1 % larger than the cylinder.
            let high = pow((radius + 0.2) / radius, 2)
            #expect(abs(interval.upperBound / area.value / high - 1) < 0.02)
            #expect(interval.lowerBound < area.value)
        }
    }

    @Test("the axis has the direction of the nerve and points to the feet")
    func direction() throws {
        let along = PatientPoint(left: 0.3, posterior: -0.2, superior: 1)
        let course = try Self.course(radius: 4, slant: along)
        for section in course.sections {
            #expect(section.direction.superior < 0)
            #expect(section.direction.cross(along).length / along.length < 0.02)
            #expect(abs(section.obliquity - 19.8) < 1)
        }
    }

    @Test("fewer than five pixels across are located only")
    func coarse() throws {
        let course = try Self.course(
            radius: 1.2, slant: PatientPoint(left: 0, posterior: 0, superior: 1),
            spacing: (0.6, 0.6))
        #expect(course.sections.count == 12)
        #expect(course.sections.allSatisfy { $0.parts.reason == .tooCoarse })
        #expect(course.sections.allSatisfy { $0.sum(of: .perpendicularArea) == nil })
    }

    @Test("a thick slice of a slanted nerve is located only", arguments: [(2.0, false), (6, true)])
    func slanted(thickness: Double, isRefused: Bool) throws {
        // 8 mm across, stretched by the slant to 8.9: a quarter is 2.2 mm; smear is half the thickness.
        let course = try Self.course(
            radius: 4, slant: PatientPoint(left: 0.5, posterior: 0, superior: 1),
            thickness: thickness)
        #expect(course.sections.allSatisfy { ($0.parts.reason == .slantedSlice) == isRefused })
    }

    @Test("a slice without outline stays a gap")
    func gap() throws {
        let course = try Self.course(
            radius: 4, slant: PatientPoint(left: 0.2, posterior: 0, superior: 1), gap: 5)
        #expect(course.gaps == [5])
        #expect(course.section(at: 5) == nil)
        #expect(course.sections.count == 11)
    }
}

extension Outcome {
    fileprivate var reason: Reason? {
        if case .abstained(let reason) = self { reason } else { nil }
    }
}
