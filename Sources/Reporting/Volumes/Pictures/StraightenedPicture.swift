import Anatomy
import Geometry
import Raster
import Reformatting
import StudyModel

/// Both nerves laid straight, right beside left as the reader sees the patient, each in two directions,
/// with its levels, the borders of its outlines and a scale along it.
struct StraightenedPicture {
    private static let halfWidth = 20.0
    private static let height = 960.0
    private static let (ruler, levels, gap, top) = (52.0, 148.0, 8.0, 46.0)
    private static let pen = Pen(fontSize: 14)
    private static let caliper = Ink(red: 0.45, green: 1, blue: 0.45)

    private struct Nerve {
        let side: Laterality
        let course: NerveCourse
        let curve: NerveCurve
        let views: [(direction: StraightenedReformat.Direction, reformat: StraightenedReformat)]
        /// Of its upper end below that of the other side, mm.
        let start: Double
    }

    private let scene: VolumeScene
    private let nerves: [Nerve]
    /// Millimetres per canvas pixel.
    private let step: Double
    /// Of what is shown: far from bladder and vessels the nerve has more of the greys.
    private let window: DisplayWindow

    /// - Returns: `nil` without a nerve in two slices.
    init?(of scene: VolumeScene) {
        let tops = scene.curves.mapValues { $0.station(at: 0).point.superior }
        guard let highest = tops.values.max() else { return nil }
        let lengths = scene.curves.map { highest - (tops[$0.key] ?? highest) + $0.value.length }
        let step = max(1 / 6, (lengths.max() ?? 0) / Self.height)
        self.scene = scene
        self.step = step
        let nerves = VolumeScene.sides.compactMap { side -> Nerve? in
            guard let course = scene.result.course(side), let curve = scene.curves[side] else {
                return nil
            }
            let views = StraightenedReformat.Direction.allCases.compactMap { direction in
                StraightenedReformat(
                    of: scene.sampler, along: curve, toward: direction,
                    halfWidth: Self.halfWidth, step: step
                ).map { (direction, $0) }
            }
            return Nerve(
                side: side, course: course, curve: curve, views: views,
                start: highest - (tops[side] ?? highest))
        }
        self.nerves = nerves
        window = DisplayWindow(nerves.flatMap(\.views).map(\.reformat.picture))
    }

    private var viewWidth: Double { Double(2 * Int((Self.halfWidth / step).rounded()) + 1) }

    private var blockWidth: Double {
        Self.ruler + 2 * (viewWidth + Self.gap) + Self.levels
    }

    var drawing: Plane<UInt32>? {
        let bottoms = nerves.map { ($0.start + $0.curve.length) / step }
        return Sheet.drawing(
            width: Int(Double(nerves.count) * blockWidth),
            height: Int(Self.top + (bottoms.max() ?? 0)) + 8,
            footer: lines, pen: Self.pen
        ) { canvas in
            for (index, nerve) in nerves.enumerated() {
                draw(nerve, left: Double(index) * blockWidth, on: canvas)
            }
        }
    }

    var lines: [Footer.Line] {
        let how =
            "laid straight: lengths along the nerve and across it are true, angles are not; between "
            + "slices the picture is interpolated. Green: borders of the outlines, and the largest "
            + "area at right angles of each level."
        return scene.legend + [Footer.Line(text: how, ink: Pen.quiet), scene.notice]
    }
}

// MARK: One nerve

extension StraightenedPicture {
    private func draw(_ nerve: Nerve, left: Double, on canvas: borrowing Canvas) {
        let top = (Self.top + nerve.start / step).rounded()
        let ink = NerveInks.ink(of: nerve.side)
        let length = AxisTicks.label(nerve.curve.length, decimals: 0)
        canvas.write(
            "\(nerve.side.rawValue) nerve, \(length) mm along",
            at: CanvasPoint(across: left + Self.ruler, down: Self.pen.fontSize + 2),
            size: Self.pen.fontSize, with: ink)
        drawRuler(nerve, left: left, top: top, on: canvas)
        for (index, view) in nerve.views.enumerated() {
            let box = CanvasBox(
                left: (left + Self.ruler + Double(index) * (viewWidth + Self.gap)).rounded(),
                top: top, width: viewWidth, height: Double(view.reformat.picture.size.rows))
            canvas.place(
                window.shown(view.reformat.picture), across: Int(box.left),
                down: Int(box.top))
            let title = view.direction == .leftwards ? "right → left" : "front → back"
            canvas.write(
                title, at: CanvasPoint(across: box.left, down: top - 6),
                size: Self.pen.fontSize - 2, with: Pen.quiet)
            drawCalipers(nerve, view.reformat, box, withAreas: index == 0, on: canvas)
            drawGaps(nerve, box, withWords: index == 0, on: canvas)
            if index == 0 { _ = Self.pen.drawScaleBar(spacing: step, in: box, on: canvas) }
        }
        let right = left + Self.ruler + 2 * (viewWidth + Self.gap)
        drawLevels(nerve, left: right, top: top, on: canvas)
    }

    /// Millimetres along the nerve from its upper end.
    private func drawRuler(
        _ nerve: Nerve, left: Double, top: Double, on canvas: borrowing Canvas
    ) {
        let right = left + Self.ruler - 6
        for distance in stride(from: 0, through: nerve.curve.length, by: 5) {
            let isLong = Int(distance) % 10 == 0
            let down = top + distance / step + 0.5
            canvas.stroke(
                [
                    CanvasPoint(across: right - (isLong ? 8 : 4), down: down),
                    CanvasPoint(across: right, down: down),
                ], closed: false, width: 1, with: Pen.quiet)
            guard isLong else { continue }
            let text = distance == 0 ? "0 mm" : String(Int(distance))
            let width = canvas.width(of: text, size: Self.pen.fontSize - 2)
            canvas.write(
                text, at: CanvasPoint(across: right - 11 - width, down: down + 4.5),
                size: Self.pen.fontSize - 2, with: Pen.quiet)
        }
    }

    /// From the axis, the borders of each outline of a section; mm.
    private func borders(
        _ section: CourseSection, _ reformat: StraightenedReformat
    ) -> (distance: Double, ranges: [ClosedRange<Double>])? {
        guard let distance = reformat.curve.distance(ofSlice: section.slice) else { return nil }
        let plane = scene.sampler.geometry.planes[section.slice]
        let ranges = section.measurements.compactMap { part -> ClosedRange<Double>? in
            let offsets = part.nerve.outline.vertices.map {
                reformat.offset(of: plane.patientPoint(at: $0), at: distance)
            }
            guard let low = offsets.min(), let high = offsets.max() else { return nil }
            return low...high
        }
        return ranges.isEmpty ? nil : (distance, ranges)
    }

    private func drawCalipers(
        _ nerve: Nerve, _ reformat: StraightenedReformat, _ box: CanvasBox, withAreas: Bool,
        on canvas: borrowing Canvas
    ) {
        let largest = withAreas ? largestSlices(nerve) : []
        var placement = LabelPlacement(picture: box, taken: [])
        let middle = box.left + viewWidth / 2
        for section in nerve.course.sections {
            guard let (distance, ranges) = borders(section, reformat) else {
                drawLocated(section, nerve, middle: middle, box: box, on: canvas)
                continue
            }
            let down = box.top + distance / step + 0.5
            let isLargest = largest.contains(section.slice)
            for range in ranges {
                drawCaliper(
                    from: middle + range.lowerBound / step, to: middle + range.upperBound / step,
                    down: down, isWhole: isLargest, on: canvas)
            }
            guard isLargest, let area = section.sum(of: .perpendicularArea) else { continue }
            let text = AxisTicks.label(area, decimals: 0) + " mm²"
            let room = Self.pen.room(for: text, on: canvas)
            let low = middle + (ranges.map(\.lowerBound).min() ?? 0) / step
            let high = middle + (ranges.map(\.upperBound).max() ?? 0) / step
            let home = CanvasBox(left: low - 6, top: down - 3, width: high - low + 12, height: 6)
            let label = placement.place(width: room.width, height: room.height, beside: home)
            Self.pen.write(text, in: label, ink: Self.caliper, on: canvas)
        }
    }

    /// A tick outwards at both borders; with a line between them when it is `isWhole`.
    private func drawCaliper(
        from left: Double, to right: Double, down: Double, isWhole: Bool,
        on canvas: borrowing Canvas
    ) {
        for (edge, outward) in [(left, -5.0), (right, 5.0)] {
            Self.pen.strike(
                [
                    CanvasPoint(across: edge, down: down),
                    CanvasPoint(across: edge + outward, down: down),
                ], width: 1.2, ink: Self.caliper, on: canvas)
        }
        guard isWhole else { return }
        canvas.stroke(
            [CanvasPoint(across: left, down: down), CanvasPoint(across: right, down: down)],
            closed: false, width: 1, with: Self.caliper)
    }

    private func drawLocated(
        _ section: CourseSection, _ nerve: Nerve, middle: Double, box: CanvasBox,
        on canvas: borrowing Canvas
    ) {
        guard let distance = nerve.curve.distance(ofSlice: section.slice) else { return }
        Self.pen.cross(
            at: CanvasPoint(across: middle, down: box.top + distance / step + 0.5),
            ink: NerveInks.ink(of: nerve.side), on: canvas)
    }

    /// The slice of each level whose area at right angles is largest.
    private func largestSlices(_ nerve: Nerve) -> Set<Int> {
        Set(
            GlutealLevel.allCases.compactMap { level in
                scene.sections(level, nerve.side)
                    .compactMap { section in
                        section.sum(of: .perpendicularArea).map { (section.slice, $0) }
                    }.max { $0.1 < $1.1 }?.0
            })
    }

    private func drawGaps(
        _ nerve: Nerve, _ box: CanvasBox, withWords: Bool, on canvas: borrowing Canvas
    ) {
        for gap in nerve.curve.gaps(of: nerve.course) {
            let (from, to) = (box.top + gap.lowerBound / step, box.top + gap.upperBound / step)
            canvas.stroke(
                [
                    CanvasPoint(across: box.left + 2, down: from),
                    CanvasPoint(across: box.left + 2, down: to),
                ],
                closed: false, width: 3, with: Pen.warning)
            guard withWords else { continue }
            Self.pen.write(
                "not found", at: CanvasPoint(across: box.left + 10, down: (from + to) / 2 + 5),
                ink: Pen.warning, on: canvas)
        }
    }

    /// A bar for each level, from half a slice above its first section to half a slice below its last.
    private func drawLevels(
        _ nerve: Nerve, left: Double, top: Double, on canvas: borrowing Canvas
    ) {
        let picture = CanvasBox(
            left: left + 48, top: top, width: Self.levels - 52, height: nerve.curve.length / step)
        var placement = LabelPlacement(picture: picture, taken: [])
        let levels = GlutealLevel.allCases.filter { !scene.sections($0, nerve.side).isEmpty }
        for (lane, level) in levels.enumerated() {
            let places = scene.sections(level, nerve.side)
                .compactMap { nerve.curve.distance(ofSlice: $0.slice) }
            guard let first = places.min(), let last = places.max() else { continue }
            let half = scene.sampler.geometry.spacingBetweenSlices / 2
            let bar = CanvasBox(
                left: left + Double(lane) * 11, top: top + max(0, first - half) / step, width: 8,
                height: (min(nerve.curve.length, last + half) - max(0, first - half)) / step)
            var ink = NerveInks.ink(of: nerve.side)
            ink.alpha = lane % 2 == 0 ? 0.85 : 0.5
            canvas.fill(
                from: CanvasPoint(across: bar.left, down: bar.top),
                to: CanvasPoint(across: bar.right, down: bar.bottom), with: ink)
            let text = OverlayWords.short(level)
            let room = Self.pen.room(for: text, on: canvas)
            let home = CanvasBox(
                left: left, top: bar.top + bar.height / 2 - 2, width: 42, height: 4)
            let label = placement.place(width: room.width, height: room.height, beside: home)
            Self.pen.write(text, in: label, ink: NerveInks.ink(of: nerve.side), on: canvas)
        }
    }
}
