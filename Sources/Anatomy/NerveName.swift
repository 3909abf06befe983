/// What an outline is said to be. Ultrasound finds nerves; only the operator names one.
package enum NerveName: String, Hashable, Sendable, CaseIterable {
    case unspecified = "nerve"
    case sciatic = "sciatic nerve"
}
