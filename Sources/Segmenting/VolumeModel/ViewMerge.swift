import Anatomy
import Geometry
import Raster

/// What the network says in its views, on the pixels of the slice.
struct ViewMerge {
    /// 0…1
    private(set) var nerve: Plane<Float>
    private var others: LabelPlane
    private let names: [AnatomicalLabel]

    /// - Parameter labels: what each plane of the network stands for.
    init(size: PlaneSize, labels: [AnatomicalLabel]) {
        nerve = Plane(size: size, filledWith: 0)
        others = Plane(size: size, filledWith: AnatomicalLabel.background.rawValue)
        names = labels
    }

    /// What was merged before, to look again.
    init(labels: LabelPlane, nerve: Plane<Float>) {
        self.nerve = nerve
        others = labels.map {
            $0 == AnatomicalLabel.nerve.rawValue ? AnatomicalLabel.background.rawValue : $0
        }
        names = []
    }

    /// Every pixel takes the likeliest label but nerve, and the nerve's probability, both bilinear.
    mutating func add(_ planes: [Plane<Float>], of view: SliceView, nerve nervePlane: Int) {
        let best = Self.likeliest(planes, without: nervePlane)
        let rest = planes.indices.filter { $0 != nervePlane }
        forEachPixel { merge, index, point in
            let place = view.viewPoint(of: point)
            merge.nerve.samples[index] = planes[nervePlane].bilinear(at: place)
            let label = best.agreed(around: place)
            let chosen =
                label
                ?? rest.max { planes[$0].bilinear(at: place) < planes[$1].bilinear(at: place) }
            merge.others.samples[index] = merge.names[chosen ?? 0].rawValue
        }
    }

    /// A closer view is believed but for its rim.
    mutating func replaceNerve(by plane: Plane<Float>, of view: SliceView, rim: Int) {
        let inner = Double(rim)...Double(view.size.columns - 1 - rim)
        let down = Double(rim)...Double(view.size.rows - 1 - rim)
        forEachPixel { merge, index, point in
            let place = view.viewPoint(of: point)
            guard inner.contains(place.column), down.contains(place.row) else { return }
            merge.nerve.samples[index] = plane.bilinear(at: place)
        }
    }

    func labels(nerveFrom threshold: Float) -> LabelPlane {
        Plane(
            size: others.size,
            samples: zip(others.samples, nerve.samples).map { label, probability in
                probability >= threshold ? AnatomicalLabel.nerve.rawValue : label
            })
    }

    private mutating func forEachPixel(_ body: (inout ViewMerge, Int, PixelPoint) -> Void) {
        for row in 0..<nerve.size.rows {
            for column in 0..<nerve.size.columns {
                body(
                    &self, row * nerve.size.columns + column,
                    PixelPoint(column: Double(column), row: Double(row)))
            }
        }
    }

    private static func likeliest(_ planes: [Plane<Float>], without nerve: Int) -> Plane<UInt8> {
        var best = Plane<UInt8>(size: planes[0].size, filledWith: nerve == 0 ? 1 : 0)
        var height = planes[nerve == 0 ? 1 : 0].samples
        for index in planes.indices where index != nerve {
            for pixel in height.indices where planes[index].samples[pixel] > height[pixel] {
                height[pixel] = planes[index].samples[pixel]
                best.samples[pixel] = UInt8(index)
            }
        }
        return best
    }
}

extension Plane<UInt8> {
    /// The value of the four pixels around a position when they have the same.
    fileprivate func agreed(around point: PixelPoint) -> Int? {
        let column = min(max(Int(point.column), 0), size.columns - 1)
        let row = min(max(Int(point.row), 0), size.rows - 1)
        let right = min(column + 1, size.columns - 1)
        let below = min(row + 1, size.rows - 1)
        let value = samples[row * size.columns + column]
        guard samples[row * size.columns + right] == value,
            samples[below * size.columns + column] == value,
            samples[below * size.columns + right] == value
        else { return nil }
        return Int(value)
    }
}
