import CModels

/// The networks inside the program.
package enum EmbeddedModel: String, Sendable, CaseIterable {
    case ultrasound
    case mr

    /// The model file as it was embedded.
    package var bytes: [UInt8] {
        let model =
            switch self {
            case .ultrasound: unsafe cm_ultrasound()
            case .mr: unsafe cm_mr()
            }
        return unsafe Array(UnsafeBufferPointer(start: model.bytes, count: model.count))
    }
}
