private let lateral = PatientVector(1, 0, 0)
private let posterior = PatientVector(0, 1, 0)
private let superior = PatientVector(0, 0, 1)

/// Tendons, ligaments and vessels of one side.
extension PartDrawing {
    mutating func drawTendons() {
        let own = build[frame.side]
        add(
            [
                pelvic(66, 51, -30, 5, 3), pelvic(69, 52, -42, 10, 7), pelvic(74, 52, -60, 9, 5),
                pelvic(77, 53, -95, 4, 2.5),
            ], width: PatientVector(0.6, -0.8, 0), coat: .solid(.tendon), label: .tendon,
            landmark: .hamstringTendon, thickness: own.tendonThickening)
        add(
            [
                pelvic(71, 44, -34, 5, 3), pelvic(76, 39, -47, 6, 4), pelvic(77, 39, -60, 6, 4),
                pelvic(74, 45, -105, 4, 1.5),
            ], width: posterior, coat: .solid(.tendon), label: .tendon, landmark: .hamstringTendon)
        add(
            [pelvic(86, -34, -6, 3, 2.5), femoral(94, -8, -46, 3, 3), femoral(96, 13, -58, 3, 3)],
            width: lateral, coat: .solid(.tendon), label: .tendon, landmark: .iliopsoasTendon)
        add(
            [
                pelvic(58, 45, -14, 5, 1.2), pelvic(92, 34, -10, 3.5, 1.5),
                femoral(126, 14, -4, 3, 2),
            ],
            width: superior, coat: .solid(.tendon), label: .tendon)
        add(
            [pelvic(98, 34, 16, 2.5, 1.5), femoral(125, 14, 0, 2.5, 2)],
            width: superior, coat: .solid(.tendon), label: .tendon)
        add(
            [pelvic(24, 86, 28, 9, 2), pelvic(42, 70, 0, 5, 2.5), pelvic(56, 54, -38, 5, 3)],
            width: superior, coat: .solid(.tendon), label: .tendon)
        add(
            [pelvic(20, 84, 24, 7, 1.5), pelvic(50, 53, -3, 3, 1.8)],
            width: superior, coat: .solid(.tendon), label: .tendon)
        add(
            [
                femoral(146, 10, -10, 26, 0.9), femoral(148, 0, -70, 22, 1),
                femoral(144, -6, -220, 20, 1),
            ],
            width: posterior, coat: .solid(.tendon), label: .background)
    }

    mutating func drawVessels() {
        for (offset, radius, tissue) in [(0.0, 4.2, MRTissue.flow), (-12, 5.5, .slowBlood)] {
            add(
                [
                    pelvic(62 + offset, -38, 110, radius, radius),
                    pelvic(70 + offset, -60, 40, radius, radius),
                    pelvic(70 + offset, -66, -10, radius, radius),
                    pelvic(66 + offset, -56, -60, radius, radius),
                    pelvic(66 + offset * 0.6, -40, -240, radius * 0.8, radius * 0.8),
                ], width: lateral, coat: .hollow(wall: .tendon, thickness: 0.7, content: tissue),
                label: .vessel)
        }
        for (shift, radius) in [(0.0, 1.4), (3.5, 1.7)] {
            add(
                [
                    pelvic(46 + shift, 48, 34, radius, radius),
                    pelvic(50 + shift, 57, 4, radius, radius),
                    pelvic(47 + shift, 50, -14, radius, radius),
                    pelvic(41 + shift, 38, -34, radius, radius),
                    pelvic(32 + shift, 8, -52, radius, radius),
                ], width: lateral, coat: .solid(shift == 0 ? .flow : .slowBlood), label: .vessel)
        }
        for (place, radius) in [(PatientVector(52, -6, 32), 2.6), (PatientVector(50, 2, 40), 3.2)] {
            add(
                [
                    pelvic(place.x - 8, place.y + 22, 105, radius * 1.6, radius * 1.6),
                    pelvic(place.x, place.y + 20, 48, radius, radius),
                    pelvic(place.x - 4, place.y - 4, 0, radius * 0.7, radius * 0.7),
                ], width: lateral, coat: .solid(radius < 3 ? .flow : .slowBlood), label: .vessel)
        }
    }
}
