import Geometry

/// How two readers are compared.
package struct AgreementOptions: Sendable {
    package var reference: String
    package var against: String
    package var subjects: String?
    /// Of pictures that no reader knows the scale of.
    package var spacing: PixelSpacing?
    /// The label of the nerve; `nil`: 1, and labels that masks of this program cannot hold are
    /// refused.
    package var referenceLabel: Int32?
    package var againstLabel: Int32?
    package var threads = 1

    package init(reference: String, against: String) {
        self.reference = reference
        self.against = against
    }
}
