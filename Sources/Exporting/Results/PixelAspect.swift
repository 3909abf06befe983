import DICOMFiles
import Reporting

/// How high a pixel is and how wide, as two whole numbers from 1 on: Pixel Aspect Ratio and Presentation
/// Pixel Aspect Ratio.
struct PixelAspect: Hashable {
    let vertical: Double
    let horizontal: Double

    static let square = PixelAspect(vertical: 1, horizontal: 1)
}

extension ItemRecord {
    /// By its scale, in thousandths of the larger distance; `nil` without a scale.
    var pixelAspect: PixelAspect? {
        let scale = (nerves.map(\.scale) + self.scale.map(\.scale)).first { $0.basis != nil }
        guard let row = scale?.spacingRowMillimetres, let column = scale?.spacingColumnMillimetres
        else { return nil }
        guard row != column else { return .square }
        func thousandths(_ distance: Double) -> Double {
            max(1, (distance / max(row, column) * 1000).rounded())
        }
        return PixelAspect(vertical: thousandths(row), horizontal: thousandths(column))
    }
}

extension SourceHeader {
    /// As the file states it; `nil` when it does not, or not lawfully.
    var pixelAspect: PixelAspect? {
        let stated = file.root.numbers(
            DICOMAttribute("PixelAspectRatio", 0x0028, 0x0034), limit: 3)
        guard stated.count == 2,
            stated.allSatisfy({ $0 >= 1 && Int32(exactly: $0) != nil })
        else { return nil }
        return PixelAspect(vertical: stated[0], horizontal: stated[1])
    }
}
