/// Distance between the centres of neighbouring pixels.
///
/// DICOM stores this as a pair whose *first* value is the distance between rows, the step downwards
/// (PS3.3 §10.7.1.3). The labels exist so that the pair cannot be swapped. Both values are finite and
/// greater than zero; `init` returns `nil` otherwise. There is no default spacing.
package struct PixelSpacing: Hashable, Sendable {
    package let betweenRows: Millimetres
    package let betweenColumns: Millimetres

    package init?(betweenRows: Double, betweenColumns: Double) {
        guard betweenRows.isFinite, betweenColumns.isFinite, betweenRows > 0, betweenColumns > 0
        else { return nil }
        self.betweenRows = Millimetres(betweenRows)
        self.betweenColumns = Millimetres(betweenColumns)
    }

    /// The area of one pixel.
    package var pixelArea: SquareMillimetres {
        SquareMillimetres(betweenRows.value * betweenColumns.value)
    }

    /// Whether both distances agree with `other` within `relativeTolerance`.
    package func agrees(with other: PixelSpacing, relativeTolerance: Double) -> Bool {
        func near(_ a: Millimetres, _ b: Millimetres) -> Bool {
            abs(a.value - b.value) <= relativeTolerance * max(a.value, b.value)
        }
        return near(betweenRows, other.betweenRows) && near(betweenColumns, other.betweenColumns)
    }
}
