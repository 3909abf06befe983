import Geometry
import Raster

/// Places the beams on the canvas and maps millimetres to pixels.
package struct ScanConversion: Sendable {
    package let size: PlaneSize
    /// The pixels of the picture, without margins.
    package let region: PixelBox
    package let spacing: PixelSpacing
    private let left: Double
    private let top: Double
    private let step: Double
    private let depth: Double
    private let geometry: ScanGeometry

    /// `nil` when spacing, depth or margins leave no picture.
    package init?(scanner: ScannerSettings, page: PageLayout) {
        let box = scanner.geometry.extent(depth: scanner.depth)
        let columns = ((box.right - box.left) / page.pixelSpacing).rounded()
        let rows = ((box.bottom - box.top) / page.pixelSpacing).rounded()
        let margins = [page.marginLeft, page.marginRight, page.marginTop, page.marginBottom]
        guard columns >= 16, rows >= 16, columns < 8192, rows < 8192,
            margins.allSatisfy({ (0...4096).contains($0) }),
            let region = PixelBox(
                column: page.marginLeft, row: page.marginTop, columns: Int(columns),
                rows: Int(rows)),
            let size = PlaneSize(
                columns: region.endColumn + page.marginRight,
                rows: region.endRow + page.marginBottom),
            let spacing = PixelSpacing(
                betweenRows: page.pixelSpacing, betweenColumns: page.pixelSpacing)
        else { return nil }
        self.region = region
        self.size = size
        self.spacing = spacing
        left = box.left
        top = box.top
        step = page.pixelSpacing
        depth = scanner.depth
        geometry = scanner.geometry
    }

    package func pixel(of point: TissuePoint) -> PixelPoint {
        PixelPoint(
            column: Double(region.column) - 0.5 + (point.lateral - left) / step,
            row: Double(region.row) - 0.5 + (point.depth - top) / step)
    }

    package func point(column: Int, row: Int) -> TissuePoint {
        TissuePoint(
            lateral: left + (Double(column - region.column) + 0.5) * step,
            depth: top + (Double(row - region.row) + 0.5) * step)
    }

    /// Grey levels of the beams, blended onto the canvas; black outside the beams.
    func picture(of grey: [Float], grid: BeamGrid) -> Plane<UInt8> {
        var samples = [UInt8](repeating: 0, count: size.count)
        for row in region.row..<region.endRow {
            for column in region.column..<region.endColumn {
                let place = grid.indices(of: point(column: column, row: row))
                guard place.line >= 0, place.sample >= 0, place.line <= Double(grid.lines - 1),
                    place.sample * grid.sampleStep <= depth
                else { continue }
                let value = Self.blend(grey, grid: grid, line: place.line, sample: place.sample)
                samples[row * size.columns + column] = UInt8(value.rounded())
            }
        }
        return Plane(size: size, samples: samples)
    }

    private static func blend(
        _ grey: [Float], grid: BeamGrid, line: Double, sample: Double
    ) -> Float {
        let column = min(Int(line), grid.lines - 2)
        let row = min(Int(sample), grid.samples - 2)
        let u = Float(line - Double(column))
        let v = Float(sample - Double(row))
        let index = row * grid.lines + column
        let upper = grey[index] + (grey[index + 1] - grey[index]) * u
        let below = index + grid.lines
        let lower = grey[below] + (grey[below + 1] - grey[below]) * u
        return min(255, max(0, upper + (lower - upper) * v))
    }
}
