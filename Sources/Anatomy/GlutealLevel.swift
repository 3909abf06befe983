/// The levels of the deep gluteal space at which the sciatic nerve is measured, from above.
///
/// Levels overlap: one slice may carry several.
package enum GlutealLevel: String, Hashable, Sendable, CaseIterable {
    case piriformis
    case obturatorInternusGemelli = "obturator_internus_gemelli"
    case quadratusFemoris = "quadratus_femoris"
    case ischialTunnel = "ischial_tunnel"
    case subgluteal
    case thigh
    case popliteal
}
