import Geometry
import Raster
import StudyModel

/// Takes the network's input out of a volume: a slice, its lower and its upper neighbour, seen through one
/// view each, and where a person points. Scaled slices are kept while they are neighbours.
struct NeighbourSampler {
    let size: PlaneSize
    private let planes: [Plane<Float>]
    private let window: GreyWindow
    private let geometry: VolumeGeometry
    private var scaled: [Int: Plane<Float>] = [:]
    private var blurred: [Key: Plane<Float>] = [:]

    private struct Key: Hashable {
        let slice: Int
        let step: Double
    }

    /// Grey level outside the slice.
    private static let outside: Float = -1

    init(planes: [Plane<Float>], window: GreyWindow, geometry: VolumeGeometry) {
        size = planes[0].size
        self.planes = planes
        self.window = window
        self.geometry = geometry
    }

    /// A view of the whole slice whose sides are multiples of 16.
    func wholeView(of slice: Int, step: Double) -> SliceView {
        let plane = geometry.planes[slice]
        let across = Double(size.columns) * plane.spacing.betweenColumns.value
        let down = Double(size.rows) * plane.spacing.betweenRows.value
        // Stored rows may run across the patient's back.
        let isTurned = abs(plane.alongRow.left) < abs(plane.alongColumn.left)
        func pixels(_ millimetres: Double) -> Int {
            (Int((millimetres / step).rounded(.up)) + 15) / 16 * 16
        }
        let view = PlaneSize(
            columns: pixels(isTurned ? down : across), rows: pixels(isTurned ? across : down))
        guard let view else { preconditionFailure("a slice has pixels") }
        let centre = PixelPoint(
            column: Double(size.columns - 1) / 2, row: Double(size.rows - 1) / 2)
        return SliceView(on: plane, centre: centre, step: step, size: view)
    }

    func view(of slice: Int, at centre: PixelPoint, step: Double, side: Int) -> SliceView {
        guard let size = PlaneSize(columns: side, rows: side) else {
            preconditionFailure("a view has pixels")
        }
        return SliceView(on: geometry.planes[slice], centre: centre, step: step, size: size)
    }

    /// The neighbours are seen at the same source pixels; at an end the slice stands in for a neighbour.
    ///
    /// - Parameter seed: a bump at the middle of the view, `nil` for none.
    mutating func channels(
        of slice: Int, view: SliceView, seed: Plane<Float>? = nil
    ) -> [Plane<Float>] {
        let below = max(slice - 1, 0)
        scaled = scaled.filter { $0.key >= below }
        blurred = blurred.filter { $0.key.slice >= below }
        let spacing = pixel(of: slice)
        let seen = [slice, below, min(slice + 1, planes.count - 1)].map { index in
            view.samples(
                of: source(index, step: view.step / spacing), outside: Self.outside)
        }
        return seen + [seed ?? Plane(size: view.size, filledWith: 0)]
    }

    /// mm; of pixels that are not square the square of their area.
    func pixel(of slice: Int) -> Double {
        let pixel = geometry.planes[slice].spacing
        return (pixel.betweenRows.value * pixel.betweenColumns.value).squareRoot()
    }

    /// Smoothed when the view is coarser than the slice, so that nothing aliases.
    ///
    /// - Parameter step: source pixels per view pixel.
    private mutating func source(_ slice: Int, step: Double) -> Plane<Float> {
        if let known = blurred[Key(slice: slice, step: step)] { return known }
        let sharp = scaled[slice] ?? window.scaled(planes[slice])
        scaled[slice] = sharp
        let result = step > 1.2 ? GaussianBlur.blurred(sharp, sigma: 0.4 * step) : sharp
        blurred[Key(slice: slice, step: step)] = result
        return result
    }
}
