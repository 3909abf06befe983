import Anatomy
import Geometry
import StudyModel

/// Outlines of the nerves of one picture with their axes and a label beside each.
struct NerveMarks {
    let nerves: [NerveRecord]
    let inks: NerveInks
    let pen: Pen
    /// From pixels of the source to the canvas.
    let place: (PixelPoint) -> CanvasPoint
    let label: (NerveRecord) -> String

    private var outlines: [[CanvasPoint]] { nerves.map { $0.outline.map(place) } }

    func drawOutlines(on canvas: borrowing Canvas) {
        for (nerve, outline) in zip(nerves, outlines) {
            let axes = OutlineAxes(of: nerve.outline, rowsPerColumn: Self.aspect(of: nerve))
            for axis in [axes?.long, axes?.short].compactMap({ $0 }) {
                pen.strike(axis.map(place), width: 1, ink: inks.ink(of: nerve), on: canvas)
            }
            pen.strike(outline, closed: true, width: 1.6, ink: inks.ink(of: nerve), on: canvas)
        }
    }

    /// - Parameter taken: room that is not free.
    func drawLabels(in picture: CanvasBox, taken: [CanvasBox], on canvas: borrowing Canvas) {
        let homes = outlines.compactMap(CanvasBox.init(around:))
        var placement = LabelPlacement(picture: picture, taken: homes + taken)
        for (nerve, home) in zip(nerves, homes) {
            let text = label(nerve)
            let room = pen.room(for: text, on: canvas)
            let box = placement.place(width: room.width, height: room.height, beside: home)
            pen.write(text, in: box, ink: inks.ink(of: nerve), on: canvas)
        }
    }

    private static func aspect(of nerve: NerveRecord) -> Double {
        guard let row = nerve.scale.spacingRowMillimetres,
            let column = nerve.scale.spacingColumnMillimetres
        else { return 1 }
        return row / column
    }
}

/// Colours of nerves: told apart in every common colour blindness because each outline also carries its
/// rank or its side.
enum NerveInks {
    /// Yellow, sky, pink, green, orange.
    case byRank
    /// Left sky, right orange: the same in every slice of a volume, and as the profile has them.
    case bySide

    private static let inks = [
        Ink(red: 1, green: 0.85, blue: 0.10), Ink(red: 0.30, green: 0.80, blue: 1),
        Ink(red: 1, green: 0.55, blue: 0.85), Ink(red: 0.50, green: 1, blue: 0.45),
        Ink(red: 1, green: 0.60, blue: 0.25),
    ]

    init(for modality: Modality?) { self = modality == .magneticResonance ? .bySide : .byRank }

    func ink(of nerve: NerveRecord) -> Ink {
        if self == .bySide, let side = nerve.side { return Self.ink(of: side) }
        return Self.inks[max(0, nerve.rank - 1) % Self.inks.count]
    }

    static func ink(of side: Laterality) -> Ink { inks[side == .left ? 1 : 4] }
}
