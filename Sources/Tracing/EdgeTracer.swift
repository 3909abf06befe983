import Geometry
import Raster

/// Follows the edges between a component and everything else, the component on the right hand.
///
/// Every closed border contains an edge walked eastwards, which is the top edge of a pixel of the
/// component: scanning for top edges that were not walked yet finds every border once. An outer
/// border comes out with positive signed area, a hole with negative.
struct EdgeTracer {
    private enum Heading: Int {
        case east, south, west, north

        var step: (columns: Int, rows: Int) {
            switch self {
            case .east: (1, 0)
            case .south: (0, 1)
            case .west: (-1, 0)
            case .north: (0, -1)
            }
        }

        /// From a corner, the pixel ahead on the left and on the right. The corner (c, r) is the
        /// upper left corner of pixel (c, r).
        var pixelsAhead: (left: (columns: Int, rows: Int), right: (columns: Int, rows: Int)) {
            switch self {
            case .east: ((0, -1), (0, 0))
            case .south: ((0, 0), (-1, 0))
            case .west: ((-1, 0), (-1, -1))
            case .north: ((-1, -1), (0, -1))
            }
        }

        func turned(by quarters: Int) -> Heading {
            Heading(rawValue: (rawValue + quarters) & 3) ?? self
        }
    }

    private let components: ComponentMap
    private var walkedTopEdge: [Bool]
    private var cursor = 0

    init(components: ComponentMap) {
        self.components = components
        walkedTopEdge = [Bool](repeating: false, count: components.size.count)
    }

    /// The next border in scan order.
    mutating func next() -> (component: Int, outline: Outline)? {
        let columns = components.size.columns
        while cursor < walkedTopEdge.count {
            guard components.indices[cursor] >= 0 else {
                cursor += 1
                continue
            }
            let (row, column) = cursor.quotientAndRemainder(dividingBy: columns)
            if let component = components.component(column: column, row: row),
                !walkedTopEdge[cursor],
                components.component(column: column, row: row - 1) != component
            {
                let vertices = walk(around: component, fromColumn: column, row: row)
                guard let outline = try? Outline(closing: vertices) else {
                    preconditionFailure("a traced border encloses at least one pixel")
                }
                return (component, outline)
            }
            cursor += 1
        }
        return nil
    }

    /// Walks once around, eastwards from the upper left corner of a pixel; returns the corners.
    private mutating func walk(around component: Int, fromColumn: Int, row fromRow: Int)
        -> [PixelPoint]
    {
        var column = fromColumn
        var row = fromRow
        var heading = Heading.east
        var vertices: [PixelPoint] = []
        repeat {
            if heading == .east { walkedTopEdge[row * components.size.columns + column] = true }
            column += heading.step.columns
            row += heading.step.rows
            let turn = quartersToTurn(column: column, row: row, heading: heading, on: component)
            if turn != 0 {
                vertices.append(PixelPoint(column: Double(column) - 0.5, row: Double(row) - 0.5))
                heading = heading.turned(by: turn)
            }
        } while !(column == fromColumn && row == fromRow && heading == .east)
        return vertices
    }

    /// Left (-1) whenever the pixel ahead on the left belongs: this joins pixels at a corner.
    private func quartersToTurn(column: Int, row: Int, heading: Heading, on component: Int) -> Int {
        let (left, right) = heading.pixelsAhead
        func belongs(_ offset: (columns: Int, rows: Int)) -> Bool {
            components.component(column: column + offset.columns, row: row + offset.rows)
                == component
        }
        if belongs(left) { return -1 }
        return belongs(right) ? 0 : 1
    }
}
