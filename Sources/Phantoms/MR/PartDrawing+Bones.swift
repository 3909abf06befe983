private let lateral = PatientVector(1, 0, 0)
private let posterior = PatientVector(0, 1, 0)
private let superior = PatientVector(0, 0, 1)

/// Bones of one side; mm from the middle between the femoral heads.
extension PartDrawing {
    mutating func drawHipBone() {
        bone(
            [
                pelvic(80, 2, 26, 30, 15), pelvic(86, 6, 44, 36, 12), pelvic(94, 10, 70, 42, 8),
                pelvic(104, 12, 125, 50, 6),
            ], width: PatientVector(-0.35, 0.94, 0), square: true)
        bone(
            [pelvic(77, 13, 34, 15, 12), pelvic(67, 27, 60, 12, 9), pelvic(57, 44, 95, 19, 12)],
            width: PatientVector(-0.6, 0.8, 0))
        bone(
            [
                pelvic(78, -24, 16, 14, 13), pelvic(66, -32, -8, 11, 10),
                pelvic(44, -41, -24, 9, 8), pelvic(16, -46, -36, 10, 8),
            ], width: superior)
        bone(
            [
                pelvic(57, -12, 12, 16, 5), pelvic(55.5, 2, 0, 20, 5),
                pelvic(56, 14, -14, 16, 6),
            ], width: posterior, square: true)
        drawIschium()
        bone(
            [
                pelvic(50, 36, -60, 9, 6), pelvic(35, 12, -68, 8, 5),
                pelvic(17, -24, -60, 8, 5.5), pelvic(10, -40, -50, 10, 7),
            ], width: PatientVector(0.5, 0.3, -0.8))
        bone([pelvic(11, -44, -30, 9, 9), pelvic(10, -45, -52, 8, 9)], width: lateral)
    }

    private mutating func drawIschium() {
        bone(
            [
                pelvic(78, 20, 22, 18, 14), pelvic(68, 26, 4, 22, 15),
                pelvic(64, 28, -16, 17, 14), pelvic(60, 36, -34, 14, 13),
                pelvic(58, 42, -46, 14, 12), pelvic(53, 39, -62, 11, 8),
            ], width: PatientVector(-0.7, 0.7, 0), landmark: .ischium)
        bone(
            [pelvic(66, 32, 4, 8, 9), pelvic(57, 43, -1, 4, 7), pelvic(50, 51, -4, 1.5, 3)],
            width: PatientVector(0.7, 0.7, 0))
    }

    mutating func drawFemur() {
        bone(
            [
                femoral(95, -1, -8, 15, 13), femoral(108, -1, -20, 16, 12),
                femoral(116, 1, -30, 20, 15),
            ],
            width: superior, landmark: .femur)
        bone(
            [
                femoral(124, 10, -4, 11, 9), femoral(125, 9, -18, 14, 13),
                femoral(120, 5, -36, 16, 15), femoral(114, 1, -54, 16, 15),
            ], width: posterior, landmark: .femur)
        bone(
            [
                femoral(115, 1, -42, 17, 16), femoral(112, -2, -75, 14, 14),
                femoral(109, -8, -150, 13, 13), femoral(106, -10, -260, 14, 14),
            ], width: lateral, landmark: .femur, cortex: 2.6)
        bone(
            [
                femoral(106, 5, -56, 11, 10), femoral(99, 13, -58, 8, 8),
                femoral(92, 18, -58, 4, 5),
            ],
            width: superior, landmark: .lesserTrochanter)
    }

    /// The joint's cartilage and capsule, then the head.
    mutating func drawHeadOfFemur() {
        let centre = frame.femur(SideFrame.hip)
        for (radius, coat) in [
            (27.0, Coat.solid(.tendon)), (24.6, .solid(.cartilage)),
            (23.2, .bone(cortex: build.cortex * 0.7)),
        ] {
            let half = PatientVector(repeating: radius * frame.size)
            let isBone = if case .bone = coat { true } else { false }
            add(
                PelvisPart(
                    tube: Tube(ellipsoidAt: centre, half: half), coat: coat,
                    label: isBone ? .bone : .background, side: frame.side))
        }
    }
}
