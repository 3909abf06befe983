import Geometry
import Raster

/// Burned-in marks beside the picture: a depth ruler and a line of text.
struct Annotation {
    let page: PageLayout
    let conversion: ScanConversion

    func draw(on picture: inout Plane<UInt8>) {
        if page.ruler { drawRuler(on: &picture) }
        var column = 8
        for character in page.caption {
            draw(character, column: column, row: 10, on: &picture)
            column += 6
        }
    }

    /// A tick every 5 mm, a longer one every 10 mm, from the skin down.
    private func drawRuler(on picture: inout Plane<UInt8>) {
        let column = conversion.region.endColumn + 8
        let skin = conversion.pixel(of: TissuePoint(lateral: 0, depth: 0)).row
        let step = 5 / conversion.spacing.betweenRows.value
        var index = 0
        while skin + Double(index) * step < Double(conversion.region.endRow) {
            let row = Int((skin + Double(index) * step + 0.5).rounded(.down))
            for offset in 0..<(index % 2 == 0 ? 9 : 5) {
                set(column: column + offset, row: row, on: &picture)
            }
            index += 1
        }
    }

    private func draw(
        _ character: Character, column: Int, row: Int, on picture: inout Plane<UInt8>
    ) {
        guard let glyph = Glyph.rows[character] else { return }
        for (down, bits) in glyph.enumerated() {
            for right in 0..<5 where bits & (16 >> UInt8(right)) != 0 {
                set(column: column + right, row: row + down, on: &picture)
            }
        }
    }

    private func set(column: Int, row: Int, on picture: inout Plane<UInt8>) {
        guard column >= 0, row >= 0, column < picture.size.columns, row < picture.size.rows
        else { return }
        picture[column: column, row: row] = 190
    }
}

/// Letters of 5 × 7 pixels, the highest bit on the left.
enum Glyph {
    static let rows: [Character: [UInt8]] = [
        "0": [14, 17, 19, 21, 25, 17, 14], "1": [4, 12, 4, 4, 4, 4, 14],
        "2": [14, 17, 1, 2, 4, 8, 31], "3": [31, 2, 4, 2, 1, 17, 14],
        "4": [2, 6, 10, 18, 31, 2, 2], "5": [31, 16, 30, 1, 1, 17, 14],
        "6": [6, 8, 16, 30, 17, 17, 14], "7": [31, 1, 2, 4, 8, 8, 8],
        "8": [14, 17, 17, 14, 17, 17, 14], "9": [14, 17, 17, 15, 1, 2, 12],
        "A": [14, 17, 17, 31, 17, 17, 17], "B": [30, 17, 17, 30, 17, 17, 30],
        "C": [14, 17, 16, 16, 16, 17, 14], "D": [28, 18, 17, 17, 17, 18, 28],
        "E": [31, 16, 16, 30, 16, 16, 31], "F": [31, 16, 16, 30, 16, 16, 16],
        "G": [14, 17, 16, 23, 17, 17, 15], "H": [17, 17, 17, 31, 17, 17, 17],
        "I": [14, 4, 4, 4, 4, 4, 14], "J": [7, 2, 2, 2, 2, 18, 12],
        "K": [17, 18, 20, 24, 20, 18, 17], "L": [16, 16, 16, 16, 16, 16, 31],
        "M": [17, 27, 21, 21, 17, 17, 17], "N": [17, 17, 25, 21, 19, 17, 17],
        "O": [14, 17, 17, 17, 17, 17, 14], "P": [30, 17, 17, 30, 16, 16, 16],
        "Q": [14, 17, 17, 17, 21, 18, 13], "R": [30, 17, 17, 30, 20, 18, 17],
        "S": [15, 16, 16, 14, 1, 1, 30], "T": [31, 4, 4, 4, 4, 4, 4],
        "U": [17, 17, 17, 17, 17, 17, 14], "V": [17, 17, 17, 17, 17, 10, 4],
        "W": [17, 17, 17, 21, 21, 21, 10], "X": [17, 17, 10, 4, 10, 17, 17],
        "Y": [17, 17, 17, 10, 4, 4, 4], "Z": [31, 1, 2, 4, 8, 16, 31],
        "-": [0, 0, 0, 31, 0, 0, 0], ".": [0, 0, 0, 0, 0, 12, 12],
        ":": [0, 12, 12, 0, 12, 12, 0], "/": [0, 1, 2, 4, 8, 16, 0],
    ]
}
