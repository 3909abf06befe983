/// What an MR series weighs, as far as its header states it.
package enum MRSequenceKind: String, Hashable, Sendable, CaseIterable {
    case t1
    case t2
    case t2FatSuppressed = "t2_fat_suppressed"
    case stir
    case dixonWater = "dixon_water"
    case diffusion
    case unknown

    /// Whether oedema is brighter than all around it, so that a change of signal can be assessed
    /// (design: fat-suppressed T2, STIR and Dixon water only).
    package var showsSignalChange: Bool {
        switch self {
        case .t2FatSuppressed, .stir, .dixonWater: true
        case .t1, .t2, .diffusion, .unknown: false
        }
    }
}
