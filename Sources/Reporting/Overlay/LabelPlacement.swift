/// A rectangle on a canvas.
package struct CanvasBox: Hashable, Sendable {
    package var left: Double
    package var top: Double
    package var width: Double
    package var height: Double

    package var right: Double { left + width }
    package var bottom: Double { top + height }

    package func overlaps(_ other: CanvasBox) -> Bool {
        left < other.right && other.left < right && top < other.bottom && other.top < bottom
    }

    package func holds(_ other: CanvasBox) -> Bool {
        other.left >= left && other.right <= right && other.top >= top && other.bottom <= bottom
    }

    /// The smallest box around `points`; `nil` for none.
    package init?(around points: [CanvasPoint]) {
        let across = points.map(\.across)
        let down = points.map(\.down)
        guard let left = across.min(), let right = across.max(), let top = down.min(),
            let bottom = down.max()
        else { return nil }
        self.init(left: left, top: top, width: right - left, height: bottom - top)
    }

    package init(left: Double, top: Double, width: Double, height: Double) {
        self.left = left
        self.top = top
        self.width = width
        self.height = height
    }

    /// The nearest box of the same size inside `other`.
    package func moved(into other: CanvasBox) -> CanvasBox {
        var moved = self
        moved.left = max(other.left, min(left, other.right - width))
        moved.top = max(other.top, min(top, other.bottom - height))
        return moved
    }
}

/// Finds places for labels beside outlines, without covering outlines or other labels.
package struct LabelPlacement {
    private let picture: CanvasBox
    private var taken: [CanvasBox]

    package init(picture: CanvasBox, taken: [CanvasBox]) {
        self.picture = picture
        self.taken = taken
    }

    /// Right, left, below or above `home`, further away when those are taken; the first of them,
    /// moved into the picture, when everything is.
    package mutating func place(width: Double, height: Double, beside home: CanvasBox) -> CanvasBox
    {
        let gap = 6.0
        let middle = home.top + (home.height - height) / 2
        let centre = home.left + (home.width - width) / 2
        var choices: [CanvasBox] = []
        for step in 0..<6 {
            let away = gap + Double(step) * (height + 2)
            let corners = [
                (home.right + gap, middle + Double(step) * (height + 2)),
                (home.left - gap - width, middle + Double(step) * (height + 2)),
                (centre, home.bottom + away), (centre, home.top - away - height),
            ]
            choices += corners.map {
                CanvasBox(left: $0.0, top: $0.1, width: width, height: height)
            }
        }
        let free = choices.first { choice in
            picture.holds(choice) && !taken.contains { $0.overlaps(choice) }
        }
        let place = free ?? choices[0].moved(into: picture)
        taken.append(place)
        return place
    }
}
