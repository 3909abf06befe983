/// Skin, fat and muscle, the deepest first; the ground on which everything else is painted.
struct LayerPainter {
    let scene: Scene
    private let broad: ValueNoise
    private let streaks: ValueNoise
    private let grain: ValueNoise

    init(scene: Scene, random: inout RandomStream) {
        self.scene = scene
        let unit = scene.geometry.arcLength(depth: 20) / 38
        broad = ValueNoise(lateral: 7 * unit, depth: 5 * unit, random: &random)
        streaks = ValueNoise(lateral: 2.4 * unit, depth: 0.35 * unit, random: &random)
        grain = ValueNoise(lateral: 0.7 * unit, depth: 0.5 * unit, random: &random)
    }

    func paint(_ map: inout TissueMap) {
        for column in 0..<map.columns {
            let x = map.lateral(column: column)
            let borders = (
                surface: scene.geometry.surface(lateral: x),
                skin: scene.depth(of: scene.skin, lateral: x),
                fat: scene.depth(of: scene.fat, lateral: x),
                plane: scene.depth(of: scene.plane, lateral: x)
            )
            for row in 0..<map.rows {
                let y = map.depth(row: row)
                let cell = row * map.columns + column
                let tissue: Tissue =
                    scene.options.uniform
                    ? .muscle : y < borders.skin ? .skin : y < borders.fat ? .fat : .muscle
                map.attenuation[cell] = Float(tissue.attenuation)
                map.diffuse[cell] = Float(tissue.echogenicity)
                guard !scene.options.uniform else { continue }
                let along = y < borders.fat ? borders.fat : borders.plane
                map.diffuse[cell] += variation(of: tissue, lateral: x, depth: y - along * 0.8)
                if tissue == .skin {
                    let below = (y - borders.surface) / (borders.skin - borders.surface)
                    map.diffuse[cell] += skinLevel(below)
                }
            }
        }
    }

    private func variation(of tissue: Tissue, lateral: Double, depth: Double) -> Float {
        let slow = broad.value(lateral: lateral, depth: depth)
        switch tissue {
        case .muscle:
            return 4 * slow + 6 * streaks.value(lateral: lateral, depth: depth)
                + 2.5 * grain.value(lateral: lateral, depth: depth)
        case .fat:
            return 3.5 * slow + 5 * streaks.value(lateral: lateral, depth: depth)
        default:
            return 2 * streaks.value(lateral: lateral, depth: depth)
        }
    }

    /// Bright where the probe touches, a dark line, then the dermis.
    private func skinLevel(_ below: Double) -> Float {
        if below < 0.25 { return 9 }
        return below < 0.45 ? -10 : 0
    }
}
