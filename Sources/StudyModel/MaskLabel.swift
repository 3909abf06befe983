import Anatomy

/// Values of a label plane, the same in every mask that is read or written; `AnatomicalLabel` has all.
package enum MaskLabel {
    package static let background = AnatomicalLabel.background.rawValue
    /// Nerve, of either side.
    package static let nerve = AnatomicalLabel.nerve.rawValue
    package static let vessel = AnatomicalLabel.vessel.rawValue
    package static let bone = AnatomicalLabel.bone.rawValue
    package static let muscle = AnatomicalLabel.muscle.rawValue
    package static let tendon = AnatomicalLabel.tendon.rawValue
}
