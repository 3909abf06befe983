import Geometry

/// A spacing exactly as a file or a person states it: not yet checked, in millimetres per pixel.
package struct StatedSpacing: Hashable, Sendable {
    package let betweenRows: Double
    package let betweenColumns: Double

    package init(betweenRows: Double, betweenColumns: Double) {
        self.betweenRows = betweenRows
        self.betweenColumns = betweenColumns
    }
}

/// Everything that a frame says about its scale. Nothing here has been judged.
package struct ScaleEvidence: Hashable, Sendable {
    /// Sequence of Ultrasound Regions (0018,6011), in file order.
    package var ultrasoundRegions: [UltrasoundRegion] = []
    /// Pixel Spacing (0028,0030).
    package var pixelSpacing: StatedSpacing?
    /// Imager Pixel Spacing (0018,1164).
    package var imagerPixelSpacing: StatedSpacing?
    /// Nominal Scanned Pixel Spacing (0018,2010).
    package var nominalScannedPixelSpacing: StatedSpacing?
    /// PNG `pHYs` whose unit is the metre.
    package var pngResolution: StatedSpacing?
    /// What else a picture file states about resolution; no scale can be made of it.
    package var fileResolution: FileResolution?
    /// `pixel_spacing_mm` of the sidecar file.
    package var sidecar: StatedSpacing?
    /// `--spacing` of the command line.
    package var operatorSupplied: StatedSpacing?

    package init() {}
}

/// A resolution that says nothing about the body.
package enum FileResolution: Hashable, Sendable {
    /// PNG `pHYs` without a unit: the shape of the pixels.
    case pngShape(acrossColumns: Int, acrossRows: Int)
    /// PNG `pHYs` in pixels per metre, one or both of them zero.
    case pngZero(acrossColumns: Int, acrossRows: Int)
    /// The density of a JFIF header; the unit in words, `nil` for the shape of the pixels alone.
    case jfif(acrossColumns: Int, acrossRows: Int, unit: String?)
}

/// One item of the Sequence of Ultrasound Regions, as stated (PS3.3 §C.8.5.5).
package struct UltrasoundRegion: Hashable, Sendable {
    /// Region Location Min X0, Min Y0, Max X1, Max Y1: inclusive pixel positions.
    package var minimumColumn: Int
    package var minimumRow: Int
    package var maximumColumn: Int
    package var maximumRow: Int
    /// Physical Units X/Y Direction: 3 is the centimetre.
    package var unitsAcrossColumns: Int
    package var unitsAcrossRows: Int
    /// Physical Delta X/Y: physical units per pixel, may be negative.
    package var deltaAcrossColumns: Double
    package var deltaAcrossRows: Double
    /// Region Spatial Format: 1 is two-dimensional (tissue or flow).
    package var spatialFormat: Int
    /// Region Data Type: 1 is tissue, 2 colour flow.
    package var dataType: Int

    package init(
        minimumColumn: Int, minimumRow: Int, maximumColumn: Int, maximumRow: Int,
        unitsAcrossColumns: Int, unitsAcrossRows: Int, deltaAcrossColumns: Double,
        deltaAcrossRows: Double, spatialFormat: Int, dataType: Int
    ) {
        self.minimumColumn = minimumColumn
        self.minimumRow = minimumRow
        self.maximumColumn = maximumColumn
        self.maximumRow = maximumRow
        self.unitsAcrossColumns = unitsAcrossColumns
        self.unitsAcrossRows = unitsAcrossRows
        self.deltaAcrossColumns = deltaAcrossColumns
        self.deltaAcrossRows = deltaAcrossRows
        self.spatialFormat = spatialFormat
        self.dataType = dataType
    }
}
