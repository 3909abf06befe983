/// A number with its 95 % model interval, in the unit of its kind.
package struct Quantity: Hashable, Sendable {
    package let value: Double
    /// Excludes differences between readers.
    package let interval: ClosedRange<Double>?

    package init(_ value: Double, interval: ClosedRange<Double>? = nil) {
        self.value = value
        self.interval = interval
    }
}

/// The numbers of one outline. A quantity in millimetres is absent when the scale is unknown.
package struct NerveMeasurement: Hashable, Sendable {
    package let nerve: NerveOutline
    package let calibration: Calibration
    package let quantities: [QuantityKind: Quantity]
    package let flags: [QualityFlag]

    package init(
        nerve: NerveOutline, calibration: Calibration, quantities: [QuantityKind: Quantity],
        flags: [QualityFlag]
    ) {
        self.nerve = nerve
        self.calibration = calibration
        self.quantities = quantities
        self.flags = flags
    }

    package subscript(kind: QuantityKind) -> Quantity? { quantities[kind] }
}
