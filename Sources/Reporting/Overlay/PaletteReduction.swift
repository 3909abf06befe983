import Raster

/// A drawing on a grey picture in at most 256 colours: a third of the bytes to compress.
///
/// Greys keep 7 bits, evenly spread from black to white: half a step is one level of 255. The other
/// colours are binned by 4 bits a channel; the 128 most frequent bins keep the mean of their
/// pixels, the rest go to the nearest of them.
package struct PaletteReduction: Sendable {
    package let indices: Plane<UInt8>
    /// Red, green, blue of each colour.
    package let palette: [UInt8]

    private static let greys = 128
    private static let colours = 128

    private struct Bin {
        var count = 0
        var red = 0
        var green = 0
        var blue = 0

        var mean: (red: Int, green: Int, blue: Int) { (red / count, green / count, blue / count) }
    }

    /// - Parameter drawing: 0xRRGGBB per pixel; higher bits are ignored.
    package init(of drawing: Plane<UInt32>) {
        let pixels = drawing.samples
        let bins = Self.bins(of: pixels)
        let used = bins.indices.filter { bins[$0].count > 0 }
        let kept = used.sorted { (bins[$1].count, $0) < (bins[$0].count, $1) }
            .prefix(Self.colours)
        var indexOfBin = [UInt8](repeating: 0, count: bins.count)
        var palette = (0..<Self.greys).flatMap { grey in
            [UInt8](repeating: UInt8((grey * 255 + 63) / 127), count: 3)
        }
        for (place, bin) in kept.enumerated() {
            indexOfBin[bin] = UInt8(Self.greys + place)
            let mean = bins[bin].mean
            palette += [UInt8(mean.red), UInt8(mean.green), UInt8(mean.blue)]
        }
        for bin in used where indexOfBin[bin] == 0 {
            let nearest = kept.min {
                Self.distance(bins[$0], bins[bin]) < Self.distance(bins[$1], bins[bin])
            }
            indexOfBin[bin] = nearest.map { indexOfBin[$0] } ?? 0
        }
        self.palette = palette
        indices = Plane(
            size: drawing.size,
            samples: pixels.map { pixel in
                if Self.isGrey(pixel) { return UInt8(((pixel & 0xFF) * 127 + 127) / 255) }
                return indexOfBin[Self.bin(of: pixel)]
            })
    }

    private static func bins(of pixels: [UInt32]) -> [Bin] {
        var bins = [Bin](repeating: Bin(), count: 4096)
        for pixel in pixels where !isGrey(pixel) {
            let place = bin(of: pixel)
            bins[place].count += 1
            bins[place].red += Int(pixel >> 16 & 0xFF)
            bins[place].green += Int(pixel >> 8 & 0xFF)
            bins[place].blue += Int(pixel & 0xFF)
        }
        return bins
    }

    private static func isGrey(_ pixel: UInt32) -> Bool {
        (pixel ^ pixel >> 8) & 0xFFFF == 0
    }

    private static func bin(of pixel: UInt32) -> Int {
        let red = (pixel >> 12) & 0xF00
        let green = (pixel >> 8) & 0x0F0
        let blue = (pixel >> 4) & 0x00F
        return Int(red | green | blue)
    }

    private static func distance(_ a: Bin, _ b: Bin) -> Int {
        let (a, b) = (a.mean, b.mean)
        let (red, green, blue) = (a.red - b.red, a.green - b.green, a.blue - b.blue)
        return red * red + green * green + blue * blue
    }
}
