/// Where the pixels of a slice lie in the patient: Image Position, Image Orientation and Pixel Spacing of
/// PS3.3 §C.7.6.2.1.1, checked.
package struct SlicePlane: Hashable, Sendable {
    /// The centre of the first pixel.
    package let origin: PatientPoint
    /// Unit vector along a row, towards the next column.
    package let alongRow: PatientPoint
    /// Unit vector along a column, towards the next row.
    package let alongColumn: PatientPoint
    package let spacing: PixelSpacing

    /// How far direction cosines may be from unit length and right angle: files carry few decimals.
    package static let tolerance = 1e-3

    /// Directions are made exactly orthonormal.
    ///
    /// - Returns: `nil` when a value is not finite, or the directions are further than `tolerance` from
    ///   orthonormal.
    package init?(
        origin: PatientPoint, alongRow: PatientPoint, alongColumn: PatientPoint,
        spacing: PixelSpacing
    ) {
        guard origin.isFinite, alongRow.isFinite, alongColumn.isFinite,
            abs(alongRow.length - 1) <= Self.tolerance,
            abs(alongColumn.length - 1) <= Self.tolerance,
            abs(alongRow.dot(alongColumn)) <= Self.tolerance
        else { return nil }
        let row = (1 / alongRow.length) * alongRow
        let column = alongColumn - row.dot(alongColumn) * row
        self.origin = origin
        self.alongRow = row
        self.alongColumn = (1 / column.length) * column
        self.spacing = spacing
    }

    /// Unit vector at right angles to the slice: row direction × column direction.
    package var normal: PatientPoint { alongRow.cross(alongColumn) }

    /// The patient's point under a pixel position.
    package func patientPoint(at pixel: PixelPoint) -> PatientPoint {
        origin + (pixel.column * spacing.betweenColumns.value) * alongRow
            + (pixel.row * spacing.betweenRows.value) * alongColumn
    }

    /// The pixel position over which a point lies, and its distance from the slice along the normal, mm.
    package func pixel(under point: PatientPoint) -> (pixel: PixelPoint, distance: Double) {
        let offset = point - origin
        let pixel = PixelPoint(
            column: offset.dot(alongRow) / spacing.betweenColumns.value,
            row: offset.dot(alongColumn) / spacing.betweenRows.value)
        return (pixel, offset.dot(normal))
    }

    /// The sine of the angle between the normal and an axis, whichever way either points; 0…1.
    package func sineOfAngle(toAxis axis: PatientPoint) -> Double {
        normal.cross(axis).length / axis.length
    }
}
