import Geometry
import Raster

/// One connected component of a mask and its borders, traced along pixel *edges*.
///
/// Vertices have half-integer coordinates and stand only where the border turns, so that `outer`
/// less `holes` encloses exactly `pixelCount` pixel areas. Pixels that touch at a corner belong
/// together (8-connected); a hole therefore needs an edge in common between its pixels
/// (4-connected). Where two pixels touch at a corner, the outline touches itself there but never
/// crosses.
///
/// The length of such an outline is that of the pixels' edges, up to 4/π times that of a smooth
/// border.
package struct MaskOutline: Hashable, Sendable {
    package let outer: Outline
    package let holes: [Outline]
    package let pixelCount: Int
}

extension LabelPlane {
    /// The components of the pixels that carry `label`, largest first; equal sizes in scan order.
    package func components(of label: UInt8) -> [MaskOutline] {
        let components = ComponentMap(label: label, in: self)
        var tracer = EdgeTracer(components: components)
        var outers = [Outline?](repeating: nil, count: components.pixelCounts.count)
        var holes = [[Outline]](repeating: [], count: components.pixelCounts.count)
        while let loop = tracer.next() {
            if loop.outline.signedAreaInPixels > 0 {
                outers[loop.component] = loop.outline
            } else {
                holes[loop.component].append(loop.outline)
            }
        }
        let found = outers.indices.compactMap { index in
            outers[index].map {
                MaskOutline(
                    outer: $0, holes: holes[index], pixelCount: components.pixelCounts[index])
            }
        }
        return found.enumerated().sorted {
            ($1.element.pixelCount, $0.offset) < ($0.element.pixelCount, $1.offset)
        }.map(\.element)
    }
}
