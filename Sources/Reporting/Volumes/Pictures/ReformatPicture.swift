import Anatomy
import Geometry
import Raster
import Reformatting
import StudyModel

/// Flat reformats of a series with the paths of the nerves: one coronal, or a sagittal of each side.
///
/// A nerve lies in no plane: where it is further from the one that is shown its path is drawn faintly.
struct ReformatPicture {
    private static let largest = (width: 1700.0, height: 1300.0)
    private static let gap = 12.0
    /// Of a path from the plane, mm.
    private static let near = 5.0
    private static let pen = Pen(fontSize: 14)

    private struct Panel {
        let title: String
        let sides: [Laterality]
        let reformat: PlanarReformat
    }

    private let scene: VolumeScene
    private let view: PlanarReformat.View
    private let panels: [Panel]
    /// Millimetres per canvas pixel.
    private let step: Double

    init(of scene: VolumeScene, view: PlanarReformat.View) {
        self.scene = scene
        self.view = view
        let planned = Self.planned(scene, view)
        let step = Self.step(scene, view, panels: planned.count)
        self.step = step
        panels = planned.compactMap { plan in
            PlanarReformat(of: scene.sampler, view: view, depth: plan.depth, step: step).map {
                Panel(title: plan.title, sides: plan.sides, reformat: $0)
            }
        }
    }

    /// The planes through the mean of the paths; through the middle of the volume without any.
    private static func planned(
        _ scene: VolumeScene, _ view: PlanarReformat.View
    ) -> [(title: String, sides: [Laterality], depth: Double)] {
        func depth(_ sides: [Laterality]) -> Double? {
            let depths = sides.compactMap(scene.result.course).flatMap(\.sections)
                .map { $0.centre.dot(view.depthAxis) }
            return depths.isEmpty ? nil : depths.reduce(0, +) / Double(depths.count)
        }
        let groups = view == .coronal ? [VolumeScene.sides] : VolumeScene.sides.map { [$0] }
        let planned = groups.compactMap { sides in
            depth(sides).map { depth in
                let of = view == .coronal ? "paths" : "\(sides[0].rawValue) path"
                return ("\(view.rawValue), through the mean of the \(of)", sides, depth)
            }
        }
        guard planned.isEmpty else { return planned }
        let middle = scene.sampler.geometry.middle.dot(view.depthAxis)
        return [("\(view.rawValue), through the middle of the series", [], middle)]
    }

    private static func step(
        _ scene: VolumeScene, _ view: PlanarReformat.View, panels: Int
    ) -> Double {
        let extent = scene.sampler.geometry.extent(along: view.alongRow)
        let height = scene.sampler.geometry.extent(
            along: PatientPoint(left: 0, posterior: 0, superior: 1))
        let width = (largest.width - gap) / Double(panels)
        return max(extent / width, height / largest.height, 0.3)
    }

    var drawing: Plane<UInt32>? {
        let sizes = panels.map(\.reformat.picture.size)
        let top = Self.pen.fontSize * 1.6
        guard let tallest = sizes.map(\.rows).max() else { return nil }
        let width = sizes.map { Double($0.columns) + Self.gap }.reduce(0, +) - Self.gap
        return Sheet.drawing(
            width: max(512, Int(width)), height: tallest + Int(top), footer: lines, pen: Self.pen
        ) { canvas in
            var left = 0.0
            for panel in panels {
                draw(panel, left: left, top: top.rounded(.down), on: canvas)
                left += Double(panel.reformat.picture.size.columns) + Self.gap
            }
        }
    }

    var lines: [Footer.Line] {
        let path = Footer.Line(
            text:
                "paths: within \(Int(Self.near)) mm of the plane strong, beyond faint; dashed where "
                + "the nerve was not found. Between slices the picture is interpolated.",
            ink: Pen.quiet)
        return scene.legend + (scene.curves.isEmpty ? [] : [path]) + [scene.notice]
    }
}

// MARK: One panel

extension ReformatPicture {
    private func draw(_ panel: Panel, left: Double, top: Double, on canvas: borrowing Canvas) {
        let size = panel.reformat.picture.size
        let box = CanvasBox(
            left: left, top: top, width: Double(size.columns), height: Double(size.rows))
        canvas.place(
            scene.window.shown(panel.reformat.picture), across: Int(left), down: Int(top))
        canvas.write(
            panel.title, at: CanvasPoint(across: left + 4, down: top - Self.pen.fontSize * 0.4),
            size: Self.pen.fontSize, with: Pen.quiet)
        for side in panel.sides { drawPath(side, panel, box, on: canvas) }
        let letters = drawLetters(box, on: canvas)
        let bar = Self.pen.drawScaleBar(spacing: step, in: box, on: canvas)
        drawLevels(panel, box, taken: letters + [bar].compactMap { $0 }, on: canvas)
    }

    private func place(_ point: PatientPoint, _ panel: Panel, _ box: CanvasBox) -> CanvasPoint {
        let pixel = panel.reformat.plane.pixel(under: point).pixel
        return CanvasPoint(
            across: box.left + pixel.column + 0.5, down: box.top + pixel.row + 0.5)
    }

    private struct Look: Hashable {
        let isNear: Bool
        let isGap: Bool
    }

    private func drawPath(
        _ side: Laterality, _ panel: Panel, _ box: CanvasBox, on canvas: borrowing Canvas
    ) {
        guard let course = scene.result.course(side) else { return }
        guard let curve = scene.curves[side] else {
            for section in course.sections {
                Self.pen.cross(
                    at: place(section.centre, panel, box), ink: NerveInks.ink(of: side), on: canvas)
            }
            return
        }
        let gaps = curve.gaps(of: course)
        var run: [CanvasPoint] = []
        var look: Look?
        for station in curve.stations(every: 1) {
            let distance = panel.reformat.plane.pixel(under: station.point).distance
            let next = Look(
                isNear: abs(distance) <= Self.near,
                isGap: gaps.contains { $0.contains(station.distance) })
            run.append(place(station.point, panel, box))
            if let current = look, current != next {
                stroke(run, current, side, on: canvas)
                run = [run[run.count - 1]]
            }
            look = next
        }
        if let look { stroke(run, look, side, on: canvas) }
    }

    private func stroke(
        _ run: [CanvasPoint], _ look: Look, _ side: Laterality, on canvas: borrowing Canvas
    ) {
        var ink = NerveInks.ink(of: side)
        if !look.isNear { ink.alpha = 0.6 }
        Self.pen.strike(
            run, width: look.isNear ? 2 : 1.4, dashes: look.isGap ? [5, 5] : [], ink: ink,
            on: canvas)
    }

    /// The ends of the patient at the picture's edges; returns their room.
    private func drawLetters(_ box: CanvasBox, on canvas: borrowing Canvas) -> [CanvasBox] {
        let letters = view == .coronal ? ("R", "L") : ("A", "P")
        let room = Self.pen.room(for: letters.0, on: canvas)
        let top = box.top + (box.height - room.height) / 2
        let boxes = [box.left + 6, box.right - room.width - 8].map {
            CanvasBox(left: $0, top: top, width: room.width, height: room.height)
        }
        Self.pen.write(letters.0, in: boxes[0], ink: .white, on: canvas)
        Self.pen.write(letters.1, in: boxes[1], ink: .white, on: canvas)
        return boxes
    }

    /// Beside the middle section of each level.
    private func drawLevels(
        _ panel: Panel, _ box: CanvasBox, taken: [CanvasBox], on canvas: borrowing Canvas
    ) {
        let paths = panel.sides.compactMap { scene.curves[$0] }.flatMap { $0.stations(every: 4) }
            .map { place($0.point, panel, box) }
            .map { CanvasBox(left: $0.across - 3, top: $0.down - 3, width: 6, height: 6) }
        var placement = LabelPlacement(picture: box, taken: taken + paths)
        for side in panel.sides {
            for level in GlutealLevel.allCases {
                let sections = scene.sections(level, side)
                guard !sections.isEmpty else { continue }
                let point = place(sections[sections.count / 2].centre, panel, box)
                let text = OverlayWords.short(level)
                let room = Self.pen.room(for: text, on: canvas)
                let home = CanvasBox(
                    left: point.across - 5, top: point.down - 5, width: 10, height: 10)
                let label = placement.place(
                    width: room.width, height: room.height, beside: home)
                Self.pen.write(text, in: label, ink: NerveInks.ink(of: side), on: canvas)
            }
        }
    }
}

extension NerveCurve {
    /// Along the nerve, between the sections beside slices in which it was not found.
    func gaps(of course: NerveCourse) -> [ClosedRange<Double>] {
        let sections = course.sections.sorted { $0.slice < $1.slice }
        return zip(sections, sections.dropFirst()).compactMap { lower, upper in
            guard upper.slice > lower.slice + 1, let a = distance(ofSlice: lower.slice),
                let b = distance(ofSlice: upper.slice)
            else { return nil }
            return min(a, b)...max(a, b)
        }
    }
}
