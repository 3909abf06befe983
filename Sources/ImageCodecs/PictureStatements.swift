/// What a PNG or JPEG file states beside its samples, as it stands there; nothing is judged.
package struct PictureStatements: Hashable, Sendable {
    /// A resolution with its unit: PNG `pHYs` or the density of a JFIF header.
    package struct Resolution: Hashable, Sendable {
        package enum Unit: Hashable, Sendable {
            /// Only the ratio of the two numbers means something.
            case none
            case inch
            case centimetre
            case metre
        }

        package let acrossColumns: Int
        package let acrossRows: Int
        package let unit: Unit
    }

    package private(set) var resolution: Resolution?
    /// EXIF Orientation: 1 is upright; 2…8 are turned or mirrored for display. Other values mean
    /// nothing and are left out.
    package private(set) var orientation: Int?

    /// The bytes of a PNG file, of which at least the structure is sound; what is not ends the search.
    package init(png bytes: [UInt8]) {
        var position = 8
        while let length = bytes.bigEndian(at: position, count: 4),
            let name = bytes.slice(at: position + 4, count: 4),
            let body = bytes.slice(at: position + 8, count: length)
        {
            if name.elementsEqual("pHYs".utf8), resolution == nil, length == 9 {
                resolution = Self.pHYs(Array(body))
            }
            if name.elementsEqual("eXIf".utf8), orientation == nil {
                orientation = Self.orientation(tiff: Array(body))
            }
            position += 12 + length
        }
    }

    /// The bytes of a JPEG file; only the markers before the first scan count.
    package init(jpeg bytes: [UInt8]) {
        var position = 2
        while bytes.slice(at: position, count: 1)?.first == 0xFF,
            let marker = bytes.slice(at: position + 1, count: 1)?.first, marker != 0xDA
        {
            if marker == 0xFF {
                position += 1
                continue
            }
            guard let length = bytes.bigEndian(at: position + 2, count: 2), length >= 2,
                let body = bytes.slice(at: position + 4, count: length - 2)
            else { return }
            take(marker, Array(body))
            position += 2 + length
        }
    }

    private mutating func take(_ marker: UInt8, _ body: [UInt8]) {
        let exif = Array("Exif".utf8) + [0, 0]
        if marker == 0xE0, resolution == nil, body.starts(with: Array("JFIF".utf8) + [0]) {
            resolution = Self.density(body)
        } else if marker == 0xE1, orientation == nil, body.starts(with: exif) {
            orientation = Self.orientation(tiff: Array(body.dropFirst(exif.count)))
        }
    }

    private static func pHYs(_ body: [UInt8]) -> Resolution? {
        guard let columns = body.bigEndian(at: 0, count: 4),
            let rows = body.bigEndian(at: 4, count: 4)
        else { return nil }
        return Resolution(
            acrossColumns: columns, acrossRows: rows, unit: body[8] == 1 ? .metre : .none)
    }

    /// After the name: two bytes of version, one of unit, two of each density.
    private static func density(_ body: [UInt8]) -> Resolution? {
        guard let columns = body.bigEndian(at: 8, count: 2),
            let rows = body.bigEndian(at: 10, count: 2)
        else { return nil }
        let units: [UInt8: Resolution.Unit] = [1: .inch, 2: .centimetre]
        return Resolution(
            acrossColumns: columns, acrossRows: rows, unit: units[body[7]] ?? .none)
    }

    /// Tag 274, a SHORT, in the first directory of a TIFF structure.
    private static func orientation(tiff bytes: [UInt8]) -> Int? {
        guard let order = bytes.slice(at: 0, count: 2) else { return nil }
        let isBig = order.elementsEqual("MM".utf8)
        func number(_ position: Int, _ count: Int) -> Int? {
            isBig
                ? bytes.bigEndian(at: position, count: count)
                : bytes.littleEndian(at: position, count: count)
        }
        guard isBig || order.elementsEqual("II".utf8), let start = number(4, 4),
            let count = number(start, 2)
        else { return nil }
        let entry = (0..<count).map { start + 2 + 12 * $0 }.first { number($0, 2) == 274 }
        guard let entry, number(entry + 2, 2) == 3, let value = number(entry + 8, 2),
            (1...8).contains(value)
        else { return nil }
        return value
    }
}

extension [UInt8] {
    /// `nil` when it leaves the array.
    fileprivate func slice(at position: Int, count: Int) -> ArraySlice<UInt8>? {
        guard position >= 0, count >= 0, position <= self.count, count <= self.count - position
        else { return nil }
        return self[position..<position + count]
    }

    fileprivate func bigEndian(at position: Int, count: Int) -> Int? {
        slice(at: position, count: count)?.reduce(0) { $0 << 8 | Int($1) }
    }

    fileprivate func littleEndian(at position: Int, count: Int) -> Int? {
        slice(at: position, count: count)?.reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}
