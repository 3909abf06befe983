import CModels

/// The networks inside the program.
package enum EmbeddedModel: String, Sendable, CaseIterable {
    case ultrasound

    /// The model file as it was embedded.
    package var bytes: [UInt8] {
        let model =
            switch self {
            case .ultrasound: unsafe cm_ultrasound()
            }
        return unsafe Array(UnsafeBufferPointer(start: model.bytes, count: model.count))
    }
}
