import Anatomy
import Geometry
import ImageCodecs
import Raster
import Reformatting
import StudyModel

/// A measured series as its pictures see it.
package struct VolumeScene: Sendable {
    let sampler: VolumeSampler
    let window: DisplayWindow
    let result: DeepGlutealResult
    /// Of every slice, in the order of the volume.
    let slices: [ItemRecord]
    /// Said at the bottom of every picture.
    package let name: String
    let curves: [Laterality: NerveCurve]

    /// - Precondition: a record for every slice of the sampler's volume.
    package init(
        _ sampler: VolumeSampler, window: DisplayWindow, result: DeepGlutealResult,
        slices: [ItemRecord]
    ) {
        precondition(slices.count == sampler.geometry.planes.count, "a record for every slice")
        self.sampler = sampler
        self.window = window
        self.result = result
        self.slices = slices
        name = slices[0].source.item
        curves = Laterality.allCases.reduce(into: [:]) { curves, side in
            curves[side] = result.course(side).flatMap { NerveCurve($0, in: sampler.geometry) }
        }
    }

    /// The file of a picture; `nil` when there is nothing to draw, or too much for Cairo.
    package func bytes(of kind: SeriesPictures.Kind) throws(CodecError) -> [UInt8]? {
        if kind == .profile { return NerveProfilePlot(of: result).map { Array($0.svg.utf8) } }
        return try drawing(of: kind)?.palettePNG()
    }

    private func drawing(of kind: SeriesPictures.Kind) -> Plane<UInt32>? {
        switch kind {
        case .profile: nil
        case .profilePicture: NerveProfilePlot(of: result)?.drawing
        case .montage: MontagePicture(of: self).drawing
        case .coronal: ReformatPicture(of: self, view: .coronal).drawing
        case .sagittal: ReformatPicture(of: self, view: .sagittal).drawing
        case .straightened: StraightenedPicture(of: self)?.drawing
        }
    }

    /// The patient's right is drawn on the viewer's left.
    static let sides: [Laterality] = [.right, .left]

    static let notice = "proven on phantoms only · not a medical device"

    var notice: Footer.Line {
        Footer.Line(text: "\(name) · \(Self.notice)", ink: Pen.quiet)
    }

    /// Which colour is which side, and which side has no path.
    var legend: [Footer.Line] {
        Self.sides.compactMap { side in
            guard let outcome = result.courses[side] else { return nil }
            let ink = NerveInks.ink(of: side)
            switch outcome {
            case .value(let course):
                let located = course.sections.filter { $0.measurements.isEmpty }.count
                var text = "\(side.rawValue): \(course.sections.count) slices"
                if located > 0 { text += ", \(located) of them located only (cross)" }
                if !course.gaps.isEmpty { text += ", not found in \(course.gaps.count)" }
                return Footer.Line(text: text, ink: ink)
            case .abstained(let absence):
                return Footer.Line(
                    text: "\(side.rawValue): not measured, \(absence.explanation)",
                    ink: Pen.warning)
            }
        }
    }

    /// Sections that carry a level on one side, from above.
    func sections(_ level: GlutealLevel, _ side: Laterality) -> [CourseSection] {
        (result.course(side)?.sections ?? []).filter { section in
            section.levels.contains { $0.level == level }
        }.sorted { $0.centre.superior > $1.centre.superior }
    }
}

extension GlutealLevel {
    /// Those that landmarks in a pelvic volume can say, from above.
    static let byLandmark: [GlutealLevel] = [
        .piriformis, .obturatorInternusGemelli, .quadratusFemoris, .ischialTunnel,
    ]
}

extension Pen {
    /// The place of a nerve that is not outlined.
    func cross(at point: CanvasPoint, ink: Ink, on canvas: borrowing Canvas) {
        for (across, down) in [(4.0, 4.0), (4.0, -4.0)] {
            strike(
                [
                    CanvasPoint(across: point.across - across, down: point.down - down),
                    CanvasPoint(across: point.across + across, down: point.down + down),
                ], width: 1.4, ink: ink, on: canvas)
        }
    }
}
