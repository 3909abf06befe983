/// Euclidean distances to the nearest of some voxels, on the box that holds all voxels asked about.
///
/// Exact for any spacing: lower envelopes of parabolas, axis by axis (Felzenszwalb and Huttenlocher
/// 2012, DOI 10.4086/toc.2012.v008a019).
struct DistanceField {
    private let size: MaskSize
    private let squares: [Double]

    /// - Parameter sites: indices of the voxels to which distances lead.
    /// - Returns: `nil` for slices whose distance is not known.
    init?(to sites: [Int], size: MaskSize, spacing: GridSpacing) {
        self.size = size
        var squares = [Double](repeating: .infinity, count: size.count)
        for site in sites { squares[site] = 0 }
        for axis in size.axes {
            guard let step = spacing.along(axis.axis) else { return nil }
            var envelope = ParabolaEnvelope(length: axis.length, spacing: step)
            let block = axis.step * axis.length
            for start in stride(from: 0, to: size.count, by: block) {
                for offset in 0..<axis.step {
                    envelope.transform(&squares, from: start + offset, step: axis.step)
                }
            }
        }
        self.squares = squares
    }

    subscript(index: Int) -> Double { squares[index].squareRoot() }
}

/// Replaces squared distances along a line by the minimum over the line of value + distance².
private struct ParabolaEnvelope {
    private let length: Int
    private let spacing: Double
    private var sites: [Int]
    /// From here on, the parabola of the same index is the lowest.
    private var starts: [Double]
    private var values: [Double]

    init(length: Int, spacing: Double) {
        self.length = length
        self.spacing = spacing
        sites = [Int](repeating: 0, count: length)
        starts = [Double](repeating: 0, count: length)
        values = [Double](repeating: 0, count: length)
    }

    mutating func transform(_ squares: inout [Double], from first: Int, step: Int) {
        for place in 0..<length { values[place] = squares[first + place * step] }
        let count = envelope()
        guard count > 0 else { return }
        var lowest = 0
        for place in 0..<length {
            while lowest + 1 < count, starts[lowest + 1] < Double(place) * spacing { lowest += 1 }
            let away = Double(place - sites[lowest]) * spacing
            squares[first + place * step] = values[sites[lowest]] + away * away
        }
    }

    /// - Returns: how many parabolas form the envelope.
    private mutating func envelope() -> Int {
        var count = 0
        for place in 0..<length where values[place] < .infinity {
            var start = -Double.infinity
            while count > 0 {
                start = crossing(of: sites[count - 1], place)
                if start > starts[count - 1] { break }
                count -= 1
                start = -.infinity
            }
            sites[count] = place
            starts[count] = start
            count += 1
        }
        return count
    }

    /// Where the parabola of `right` falls below that of `left`.
    private func crossing(of left: Int, _ right: Int) -> Double {
        let (a, b) = (Double(left) * spacing, Double(right) * spacing)
        return ((values[right] + b * b) - (values[left] + a * a)) / (2 * (b - a))
    }
}
