import Anatomy
import Geometry
import StudyModel

/// One thing that a reader does to a frame, or to the input that it belongs to.
package enum Edit: Hashable, Sendable {
    /// Looks for the nerve at a point or in a box; `adds` keeps what is there.
    case search(Seed, adds: Bool)
    /// A finished outline in place of that of `rank`, or beside the others.
    case outline(Outline, replacing: Int?)
    case remove(rank: Int)
    case noNerve
    /// Back to what is found without help.
    case automatic
    /// Looks for the nerve of another frame of the same input.
    case propagate(from: Int)
    case verdict(Verdict?)
    case comment(String)
    case side(Laterality?)
    case level(GlutealLevel?)
    /// The scale of the input; `nil` withdraws what was stated.
    case spacing(StatedSpacing?)
    /// Two ends of a distance on a ruler in the picture, whose pixels are square.
    case ruler(PixelPoint, PixelPoint, millimetres: Double)
    case undo
    case redo
}

extension Edit {
    /// Whether it says where the nerve is.
    var isMeasured: Bool {
        switch self {
        case .search, .outline, .remove, .noNerve: true
        default: false
        }
    }
}

/// Why an edit is not taken.
package enum EditProblem: Error, Hashable, Sendable {
    case outside(what: String, extent: String)
    case noSuchNerve(rank: Int)
    /// There is no outline to go on from.
    case nothingToPropagate(frame: Int)
    /// What is found does not continue the nerve.
    case notContinued(frame: Int)
    case nothingToUndo
    case nothingToRedo
    /// A blinded reader has said nothing yet.
    case nothingToAccept
    case impossibleSpacing(millimetresPerPixel: Double)
    case shortRuler(pixels: Double, least: Double)
    case longComment(allowed: Int)
    /// Side and scale of MR slices follow from their place in the patient.
    case settledByGeometry
    case seriesNotReady(String)

    package var message: String {
        switch self {
        case .outside(let what, let extent):
            "\(what) lies outside the image of \(extent) pixels; place it inside"
        case .noSuchNerve(let rank):
            "there is no nerve of rank \(rank) in this frame; the picture may have changed: look again"
        case .nothingToPropagate(let frame):
            "frame \(frame) has no outline to go on from; place a point there first"
        case .notContinued(let frame):
            "nothing here continues the nerve of frame \(frame); place a point"
        case .nothingToUndo: "there is nothing to undo in this study"
        case .nothingToRedo: "there is nothing to redo in this study"
        case .nothingToAccept:
            "there is nothing to accept yet; place a point, draw, or say that there is no nerve"
        case .impossibleSpacing(let spacing):
            "that makes \(spacing) mm per pixel; 0.005 to 2 are possible: check the length"
        case .shortRuler(let pixels, let least):
            "the two points are \(pixels) pixels apart; at least \(least) are needed: use a longer "
                + "part of the ruler"
        case .settledByGeometry:
            "side and scale of an MR slice follow from its place in the patient, and its path from all "
                + "slices; place a point near each end of the nerve"
        case .seriesNotReady(let message): message
        case .longComment(let allowed):
            "the comment is too long; at most \(allowed) characters are kept"
        }
    }
}
