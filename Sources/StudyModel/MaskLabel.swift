/// Values of a label plane, the same in every mask that is read or written.
package enum MaskLabel {
    package static let background: UInt8 = 0
    /// Nerve, of either side.
    package static let nerve: UInt8 = 1
    package static let vessel: UInt8 = 2
    package static let bone: UInt8 = 3
    package static let muscle: UInt8 = 4
    package static let tendon: UInt8 = 5
}
