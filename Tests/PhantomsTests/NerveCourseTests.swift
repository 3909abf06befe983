import Geometry
import Raster
import Testing

@testable import Phantoms

@Suite struct NerveCourseTests {
    /// A straight nerve of 50 mm² that leans by `lean` mm to the left per mm of height.
    static func straight(lean: Double) -> NerveCourse {
        let knots = [-60.0, -20, 20, 60].map { height in
            NerveCourse.Knot(
                at: PatientVector(70 + lean * height, 50 - 0.2 * height, height), area: 50,
                aspect: 2.2, turn: -0.3)
        }
        return NerveCourse(knots, heights: -60...60)
    }

    static func plane(spacing: Double = 0.1) throws -> SlicePlane {
        let pixel = try #require(PixelSpacing(betweenRows: spacing, betweenColumns: spacing))
        return try #require(
            SlicePlane(
                origin: PatientPoint(left: 55, posterior: 35, superior: 3),
                alongRow: PatientPoint(left: 1, posterior: 0, superior: 0),
                alongColumn: PatientPoint(left: 0, posterior: 1, superior: 0), spacing: pixel))
    }

    @Test("a slanted plane cuts the area at right angles over the sine", arguments: [0, 0.3, -0.5])
    func slant(lean: Double) throws {
        let course = Self.straight(lean: lean)
        let section = try #require(NerveSection(course: course, plane: Self.plane()))
        let border = section.border(vertices: 720)
        let outline = try Outline(closing: border)
        let area = abs(outline.signedAreaInPixels) * 0.01
        let sine = abs(section.station.direction.superior)
        #expect(abs(section.station.area - 50) < 1e-9)
        #expect(abs(area * sine / 50 - 1) < 0.0005)
        let centre = outline.centroid
        #expect(abs(centre.column - section.centre.column) * 0.1 < 0.002)
        #expect(abs(centre.row - section.centre.row) * 0.1 < 0.002)
    }

    @Test("a point on the centre line is at radius 0, one on the ellipse's end at radius 1")
    func local() {
        let course = Self.straight(lean: 0.4)
        let station = course.station(height: 7.3)
        let end = station.centreVector + station.halfWidth * station.across
        let side = station.centreVector - station.halfThickness * station.deep
        #expect(abs(course.local(station.centreVector, near: 0).wide) < 1e-9)
        #expect(abs(course.local(end, near: 0).wide - 1) < 1e-9)
        #expect(abs(course.local(side, near: 0).thick + 1) < 1e-9)
        #expect(abs(course.local(end, near: 0).height - 7.3) < 1e-9)
    }

    @Test("entrapment flattens at the level and swells above it, more when it is worse")
    func entrapment() throws {
        var last = (aspect: 0.0, area: 0.0)
        for severity in [0.0, 0.4, 0.8] {
            var parameters = MRPhantomParameters(seed: 5)
            parameters.nerveArea = 60
            parameters.pathology = severity == 0 ? .none : .entrapment
            parameters.severity = severity
            let phantom = PelvisAnatomy(parameters)
            let course = try #require(phantom.nerves.first { $0.side == .left }?.courses.first)
            let frame = SideFrame(phantom.build, side: .left)
            let level = frame.pelvis(PatientVector(0, 0, 18)).z
            let at = course.station(height: level)
            let above = course.station(height: level + 24)
            #expect(at.halfWidth / at.halfThickness > last.aspect)
            #expect(above.area > last.area)
            last = (at.halfWidth / at.halfThickness, above.area)
        }
    }

    @Test(
        "the parts of a divided nerve are as large together as the whole",
        arguments: [
            SciaticVariant.b, .c, .e,
        ])
    func divided(variant: SciaticVariant) throws {
        var parameters = MRPhantomParameters(seed: 8)
        parameters.nerveArea = 55
        parameters.variant[.right] = variant
        let nerve = try #require(PelvisAnatomy(parameters).nerves.first { $0.side == .right })
        try #require(nerve.courses.count == 3)
        let height = nerve.courses[1].heights.lowerBound + 30
        let parts = nerve.courses.dropFirst().map { $0.station(height: height) }
        let whole = nerve.courses[0].station(height: height)
        #expect(abs(parts.map(\.area).reduce(0, +) / whole.area - 1) < 1e-9)
        let apart = parts[0].centre.distance(to: parts[1].centre)
        #expect(apart > parts[0].halfThickness + parts[1].halfThickness)
    }
}
