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
        // Most of a drawing is grey; the others are binned and replaced afterwards. The table is a
        // local: a static one is asked for again at every pixel.
        let indexOfGrey = (0..<256).map { UInt8(($0 * 127 + 127) / 255) }
        var indices = [UInt8](repeating: 0, count: pixels.count)
        var coloured: [Int] = []
        for (index, pixel) in pixels.enumerated() {
            if Self.isGrey(pixel) {
                indices[index] = indexOfGrey[Int(pixel & 0xFF)]
            } else {
                coloured.append(index)
            }
        }
        let bins = Self.bins(of: coloured.lazy.map { pixels[$0] })
        let used = bins.indices.filter { bins[$0].count > 0 }
        let kept = used.sorted { (bins[$1].count, $0) < (bins[$0].count, $1) }
            .prefix(Self.colours)
        var indexOfBin = [UInt8](repeating: 0, count: bins.count)
        var palette = (0..<Self.greys).flatMap { grey in
            [UInt8](repeating: UInt8((grey * 255 + 63) / 127), count: 3)
        }
        let means = kept.map { bins[$0].mean }
        for (place, (bin, mean)) in zip(kept, means).enumerated() {
            indexOfBin[bin] = UInt8(Self.greys + place)
            palette += [UInt8(mean.red), UInt8(mean.green), UInt8(mean.blue)]
        }
        for bin in used where indexOfBin[bin] == 0 {
            indexOfBin[bin] = UInt8(Self.greys + Self.nearest(to: bins[bin].mean, in: means))
        }
        self.palette = palette
        for index in coloured { indices[index] = indexOfBin[Self.bin(of: pixels[index])] }
        self.indices = Plane(size: drawing.size, samples: indices)
    }

    private static func bins(of pixels: some Sequence<UInt32>) -> [Bin] {
        var bins = [Bin](repeating: Bin(), count: 4096)
        for pixel in pixels {
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

    private typealias Colour = (red: Int, green: Int, blue: Int)

    /// The place of the first of the nearest colours; 0 without any.
    private static func nearest(to colour: Colour, in colours: [Colour]) -> Int {
        var best = (squared: Int.max, place: 0)
        for (place, other) in colours.enumerated() {
            let red = colour.red - other.red
            let green = colour.green - other.green
            let blue = colour.blue - other.blue
            let squared = red * red + green * green + blue * blue
            if squared < best.squared { best = (squared, place) }
        }
        return best.place
    }
}
