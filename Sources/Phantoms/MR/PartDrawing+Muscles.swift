private let lateral = PatientVector(1, 0, 0)
private let posterior = PatientVector(0, 1, 0)
private let superior = PatientVector(0, 0, 1)

/// Muscles of one side, after the attachments of Gait2392; bellies by eye after T2 images.
extension PartDrawing {
    mutating func drawGlutealMuscles() {
        let own = bulk
        bulk = 1.4 * own
        muscle(
            [
                pelvic(106, 0, 120, 42, 12), pelvic(120, 0, 68, 42, 16),
                pelvic(129, 4, 28, 27, 13), femoral(131, 6, -8, 15, 8),
            ], width: PatientVector(-0.4, 0.9, 0), label: .gluteusMedius, square: true)
        muscle(
            [
                pelvic(104, -8, 78, 28, 7), pelvic(111, -12, 38, 24, 9),
                femoral(124, -12, 2, 8, 5),
            ], width: PatientVector(-0.4, 0.9, 0), label: .gluteusMedius)
        muscle(
            [
                pelvic(128, -48, 45, 9, 6), pelvic(139, -38, -10, 13, 8),
                femoral(140, -26, -70, 10, 5),
            ],
            width: posterior)
        bulk = own
        muscle(
            [
                pelvic(20, 92, 22, 50, 9), pelvic(42, 94, 12, 62, 16), pelvic(70, 92, -4, 68, 18),
                pelvic(102, 80, -24, 62, 17), femoral(128, 54, -44, 48, 12),
                femoral(140, 28, -58, 36, 5),
            ], width: PatientVector(0.45, 0.1, 0.88), label: .gluteusMaximus,
            landmark: .gluteusMaximus, square: true)
    }

    mutating func drawRotators() {
        muscle(
            [
                pelvic(20, 75, 66, 9, 4.5), pelvic(44, 67, 53, 9.5, 6.8),
                pelvic(66, 57, 40.5, 8.5, 7), pelvic(96, 36, 19, 5.5, 5), femoral(124, 16, 1, 3, 3),
            ], width: superior, label: .piriformis, landmark: .piriformis,
            factor: build[frame.side].piriformis)
        muscle(
            [
                pelvic(47, -2, 22, 22, 4), pelvic(44, 2, 0, 33, 7),
                pelvic(42.5, 4, -24, 33, 9), pelvic(38, -2, -54, 22, 7),
            ], width: PatientVector(0.24, 0.97, 0), label: .obturatorInternus,
            landmark: .obturatorInternus,
            square: true)
        muscle(
            [
                pelvic(46, 28, -12, 15, 6), pelvic(54, 44, -15, 13, 7),
                pelvic(70, 45, -15, 11, 7), pelvic(98, 31, -9, 8, 5), femoral(124, 15, -4, 4, 3.5),
            ], width: superior, label: .obturatorInternus, landmark: .obturatorInternus)
        muscle(
            [pelvic(56, 50, -4, 4, 4), pelvic(82, 43, -1, 6, 5), femoral(118, 20, -3, 4, 3)],
            width: superior, label: .obturatorInternus, landmark: .obturatorInternus)
        muscle(
            [pelvic(63, 49, -28, 5, 4), pelvic(84, 41, -22, 7, 5.5), femoral(118, 20, -9, 4, 3)],
            width: superior, label: .obturatorInternus, landmark: .obturatorInternus)
        muscle(
            [
                pelvic(22, -26, -46, 15, 7), pelvic(48, -6, -48, 15, 10), pelvic(78, 17, -38, 9, 7),
                femoral(114, 13, -18, 4, 3),
            ], width: superior, label: .obturatorExternus)
        muscle(
            [pelvic(66, 42, -50, 19, 5), pelvic(86, 40, -49, 20, 7), femoral(113, 22, -44, 18, 5)],
            width: superior, label: .quadratusFemoris, landmark: .quadratusFemoris, square: true)
    }

    /// The sling of the pelvic floor beside prostate and rectum.
    mutating func drawLevatorAni() {
        muscle(
            [
                pelvic(38, 6, 8, 30, 1.3), pelvic(31, 8, -10, 30, 1.6),
                pelvic(21, 16, -34, 26, 1.8),
                pelvic(12, 32, -56, 16, 2),
            ], width: PatientVector(-0.15, 0.98, 0))
    }

    mutating func drawThighMuscles() {
        muscle(
            [
                pelvic(48, 36, -60, 14, 8), pelvic(60, 22, -92, 22, 15),
                femoral(78, 10, -145, 26, 17),
                femoral(84, 4, -250, 20, 16),
            ], width: posterior, label: .adductorMagnus, square: true)
        let own = bulk
        bulk = 1.6 * own
        defer { bulk = own }
        muscle(
            [
                pelvic(16, -44, -58, 10, 6), pelvic(44, -24, -84, 15, 9),
                femoral(92, -4, -112, 11, 4),
            ],
            width: superior)
        muscle(
            [
                pelvic(18, -52, -32, 12, 7), pelvic(48, -40, -46, 15, 10),
                femoral(98, 2, -76, 10, 4),
            ],
            width: superior)
        muscle(
            [
                pelvic(13, -52, -54, 8, 6), pelvic(40, -44, -92, 18, 11),
                femoral(76, -22, -160, 16, 9),
            ],
            width: posterior)
        muscle(
            [
                pelvic(12, -38, -64, 9, 3), pelvic(20, -28, -110, 16, 5),
                pelvic(34, -10, -220, 14, 7),
            ],
            width: posterior)
        bulk = own
        muscle(
            [
                pelvic(84, -36, 110, 22, 18), pelvic(84, -40, 60, 19, 17),
                pelvic(82, -42, 15, 17, 14),
                pelvic(85, -36, -16, 14, 12), femoral(93, -12, -44, 10, 9),
                femoral(97, 9, -57, 5, 5),
            ], width: lateral, label: .iliopsoas)
        bulk = 1.6 * own
        muscle(
            [
                pelvic(96, -44, 14, 5, 4), pelvic(104, -54, -30, 13, 8),
                femoral(110, -56, -110, 19, 12),
            ],
            width: lateral)
        muscle(
            [
                pelvic(116, -56, 52, 9, 6), pelvic(98, -70, -12, 11, 7),
                pelvic(66, -66, -110, 13, 7),
            ],
            width: lateral)
        muscle(
            [
                femoral(133, -4, -30, 10, 5), femoral(134, -14, -78, 26, 13),
                femoral(132, -20, -150, 32, 17), femoral(128, -20, -250, 30, 18),
            ], width: posterior)
        muscle(
            [
                femoral(118, -18, -50, 14, 6), femoral(112, -28, -100, 22, 11),
                femoral(104, -30, -250, 24, 14),
            ],
            width: lateral)
    }

    mutating func drawHamstrings() {
        muscle(
            [
                pelvic(66, 57, -66, 4, 3), pelvic(70, 58, -105, 14, 10),
                pelvic(72, 50, -220, 15, 13),
            ],
            width: lateral, label: .hamstrings)
        muscle(
            [
                pelvic(82, 54, -96, 4, 3), femoral(94, 50, -145, 14, 11),
                femoral(104, 38, -250, 16, 13),
            ],
            width: lateral, label: .hamstrings)
        muscle(
            [
                pelvic(72, 44, -104, 5, 3), pelvic(70, 38, -160, 16, 9),
                pelvic(66, 34, -250, 20, 13),
            ],
            width: lateral, label: .hamstrings)
    }

    mutating func drawAbdominalMuscles() {
        muscle(
            [pelvic(30, -88, 130, 27, 5), pelvic(26, -82, 40, 24, 6), pelvic(12, -62, -24, 9, 4)],
            width: lateral)
        muscle(
            [pelvic(60, -72, 130, 34, 7), pelvic(80, -66, 62, 26, 5), pelvic(92, -58, 26, 9, 2)],
            width: PatientVector(0.9, 0.4, 0))
    }
}
