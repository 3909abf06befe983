/// Spaces that narrow in ischiofemoral impingement (definitions: Singer 2015, Skeletal Radiol).
package enum GlutealSpace: String, Hashable, Sendable, CaseIterable {
    /// Smallest distance from the lateral cortex of the ischium to the medial cortex of the lesser
    /// trochanter.
    case ischiofemoral
    /// Smallest passage from the hamstring tendons to the iliopsoas tendon or the lesser trochanter.
    case quadratusFemoris = "quadratus_femoris"
}

/// Structures beside the nerve whose size and signal are measured.
package enum MeasuredStructure: String, Hashable, Sendable, CaseIterable {
    case piriformis
    case obturatorInternusGemelli = "obturator_internus_gemelli"
    case quadratusFemoris = "quadratus_femoris"
    case hamstringOrigin = "hamstring_origin"
}
