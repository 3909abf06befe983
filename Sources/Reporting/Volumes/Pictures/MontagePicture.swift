import Anatomy
import Geometry
import Raster
import StudyModel

/// The slices of a series side by side, around the nerves, each with its outlines.
struct MontagePicture {
    private static let mostTiles = 60
    private static let width = 1900
    private static let gap = 4
    /// Around the nerves, mm.
    private static let (marginAcross, marginDown) = (35.0, 50.0)
    private static let pen = Pen(fontSize: 13)

    private let scene: VolumeScene
    private let shown: [Int]
    private let every: Int
    private let crop: PixelBox
    /// Canvas pixels per millimetre.
    private let scale: Double
    private let tile: PlaneSize
    private let columns: Int

    init(of scene: VolumeScene) {
        self.scene = scene
        let followed = scene.result.courses.keys.compactMap(scene.result.course)
            .flatMap(\.sections).map(\.slice)
        let all = Array(scene.slices.indices)
        var near = all
        if let first = followed.min(), let last = followed.max() {
            near = Array(max(0, first - 1)...min(all.count - 1, last + 1))
        }
        every = (near.count + Self.mostTiles - 1) / Self.mostTiles
        let step = every
        let isUpwards = scene.sampler.geometry.normal.superior > 0
        shown = (isUpwards ? near.reversed() : near).enumerated()
            .filter { $0.offset % step == 0 }.map(\.element)
        crop = Self.crop(scene)
        let plane = scene.sampler.geometry.planes[0].spacing
        let width = Double(crop.columns) * plane.betweenColumns.value
        let height = Double(crop.rows) * plane.betweenRows.value
        // Tiles as large as fit five in a row, of at most twice the source's pixels.
        columns = min(5, shown.count)
        let room = Double((Self.width + Self.gap) / 5 - Self.gap)
        scale = min(room / width, room / height, 3 / plane.betweenColumns.value)
        let tile = PlaneSize(
            columns: max(1, Int(width * scale)), rows: max(1, Int(height * scale)))
        guard let tile else { preconditionFailure("a tile has pixels") }
        self.tile = tile
    }

    var drawing: Plane<UInt32>? {
        let rows = (shown.count + columns - 1) / columns
        let pitch = (across: tile.columns + Self.gap, down: tile.rows + Self.gap)
        return Sheet.drawing(
            width: max(512, columns * pitch.across - Self.gap), height: rows * pitch.down,
            footer: lines, pen: Self.pen
        ) { canvas in
            for (place, slice) in shown.enumerated() {
                draw(
                    slice, across: place % columns * pitch.across,
                    down: place / columns * pitch.down, on: canvas)
            }
        }
    }

    var lines: [Footer.Line] {
        let thinned = every == 1 ? "" : ", one of \(every)"
        let levels = GlutealLevel.byLandmark.map {
            "\(Self.initials($0)) \(OverlayWords.short($0))"
        }
        let title =
            "\(shown.count) of \(scene.slices.count) slices\(thinned), from above; "
            + levels.joined(separator: ", ")
        return scene.legend + [Footer.Line(text: title, ink: Pen.quiet), scene.notice]
    }

    private func draw(_ slice: Int, across: Int, down: Int, on canvas: borrowing Canvas) {
        let picture = scene.sampler.slice(slice, box: crop, resizedTo: tile)
        canvas.place(scene.window.shown(picture), across: across, down: down)
        let box = CanvasBox(
            left: Double(across), top: Double(down), width: Double(tile.columns),
            height: Double(tile.rows))
        let place: (PixelPoint) -> CanvasPoint = { point in
            let column = (point.column - Double(crop.column) + 0.5) / Double(crop.columns)
            let row = (point.row - Double(crop.row) + 0.5) / Double(crop.rows)
            return CanvasPoint(
                across: box.left + column * box.width, down: box.top + row * box.height)
        }
        let marks = NerveMarks(
            nerves: scene.slices[slice].nerves, inks: .bySide, pen: Self.pen, place: place,
            label: Self.label)
        marks.drawOutlines(on: canvas)
        let bar = Self.pen.drawScaleBar(spacing: 1 / scale, in: box, on: canvas)
        let number =
            scene.slices[slice].source.instance.map { "image \($0)" } ?? "slice \(slice + 1)"
        let room = Self.pen.room(for: number, on: canvas)
        let corner = CanvasBox(
            left: box.left + 4, top: box.top + 4, width: room.width, height: room.height)
        Self.pen.write(number, in: corner, ink: .white, on: canvas)
        drawLocated(slice, place, on: canvas)
        marks.drawLabels(in: box, taken: [bar, corner].compactMap { $0 }, on: canvas)
    }

    private func drawLocated(
        _ slice: Int, _ place: (PixelPoint) -> CanvasPoint, on canvas: borrowing Canvas
    ) {
        for side in VolumeScene.sides {
            guard let section = scene.result.course(side)?.section(at: slice),
                section.measurements.isEmpty
            else { continue }
            let pixel = scene.sampler.geometry.planes[slice].pixel(under: section.centre).pixel
            Self.pen.cross(at: place(pixel), ink: NerveInks.ink(of: side), on: canvas)
        }
    }

    private static func label(_ nerve: NerveRecord) -> String {
        let levels = nerve.levels.map(initials).joined(separator: "+")
        let area = nerve.quantities[.crossSectionalArea].map {
            AxisTicks.label($0.value, decimals: 0) + " mm²"
        }
        return [nerve.side?.rawValue, levels.isEmpty ? nil : levels, area].compactMap { $0 }
            .joined(separator: " ")
    }

    private static func initials(_ level: GlutealLevel) -> String {
        switch level {
        case .piriformis: "P"
        case .obturatorInternusGemelli: "OI"
        case .quadratusFemoris: "QF"
        case .ischialTunnel: "IT"
        case .subgluteal, .thigh, .popliteal: level.rawValue
        }
    }

    /// Around all that was found of both nerves; the whole slice without any.
    private static func crop(_ scene: VolumeScene) -> PixelBox {
        let geometry = scene.sampler.geometry
        let centres = scene.result.courses.keys.compactMap(scene.result.course)
            .flatMap(\.sections).map { section in
                geometry.planes[section.slice].pixel(under: section.centre).pixel
            }
        let whole = scene.sampler.bounds
        guard let left = centres.map(\.column).min(), let right = centres.map(\.column).max(),
            let top = centres.map(\.row).min(), let bottom = centres.map(\.row).max()
        else { return whole }
        let spacing = geometry.planes[0].spacing
        let across = marginAcross / spacing.betweenColumns.value
        let down = marginDown / spacing.betweenRows.value
        let box = PixelBox(
            column: Int(left - across), row: Int(top - down),
            columns: Int(right - left + 2 * across), rows: Int(bottom - top + 2 * down))
        return box?.intersection(whole) ?? whole
    }
}
