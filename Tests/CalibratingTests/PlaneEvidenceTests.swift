import Geometry
import StudyModel
import Testing

@testable import Calibrating

@Suite struct PlaneEvidenceTests {
    private func calibrated(
        _ modality: Modality = .ultrasound, _ edit: (inout ScaleEvidence) -> Void
    ) throws -> CalibratedFrame {
        Calibrator().calibrated(try frame(modality, edit))
    }

    @Test("a frame that states nothing has no scale")
    func nothing() throws {
        #expect(try calibrated { _ in }.gap == .noEvidence)
        #expect(Calibrator().decision(on: try frame { _ in }).evidence.isEmpty)
    }

    @Test("a sidecar's spacing is used, rows first")
    func sidecar() throws {
        let calibrated = try calibrated { $0.sidecar = stated(0.2, 0.3) }
        guard case .known(let spacing, let basis, let uncertainty) = calibrated.whole else {
            Issue.record("the sidecar is refused")
            return
        }
        #expect(spacing == PixelSpacing(betweenRows: 0.2, betweenColumns: 0.3))
        #expect(basis == .sidecar)
        #expect(abs(uncertainty - 0.0005 / 0.2) < 1e-12)
        #expect(calibrated.flags.isEmpty)
    }

    @Test("the operator's spacing is used and flagged")
    func operatorSupplied() throws {
        let calibrated = try calibrated { $0.operatorSupplied = stated(0.1234, 0.1234) }
        #expect(
            calibrated.whole
                == .known(
                    try #require(PixelSpacing(betweenRows: 0.1234, betweenColumns: 0.1234)),
                    basis: .operatorSupplied, relativeUncertainty: 0.01))
        #expect(calibrated.flags == [.spacingFromOperator])
    }

    @Test(
        "an impossible statement of the spacing is refused, whatever else is known",
        arguments: [
            (0.0, 0.1), (0.1, 0), (-0.1, 0.1), (.nan, 0.1), (0.1, .infinity), (3, 3), (1e-4, 1e-4),
        ])
    func invalid(rows: Double, columns: Double) throws {
        #expect(!stated(rows, columns).isPossible)
        for basis in [SpacingBasis.sidecar, .operatorSupplied, .pixelSpacing] {
            let calibrated = try calibrated {
                switch basis {
                case .sidecar: $0.sidecar = stated(rows, columns)
                case .operatorSupplied: $0.operatorSupplied = stated(rows, columns)
                default: $0.pixelSpacing = stated(rows, columns)
                }
                $0.ultrasoundRegions = [region()]
            }
            #expect(calibrated.scale.impossibleSpacing != nil)
            guard case .invalidSpacing(basis, _) = calibrated.gap else {
                Issue.record("\(rows), \(columns) by \(basis.name): \(calibrated.scale)")
                return
            }
        }
    }

    @Test("a sidecar and an operator who differ by more than 1 % cancel each other")
    func contradictory() throws {
        let near = try calibrated {
            $0.sidecar = stated(0.1, 0.1)
            $0.operatorSupplied = stated(0.1009, 0.1)
        }
        #expect(near.whole?.spacing == PixelSpacing(betweenRows: 0.1, betweenColumns: 0.1))
        #expect(near.flags.isEmpty)
        let far = try calibrated {
            $0.sidecar = stated(0.1, 0.1)
            $0.operatorSupplied = stated(0.1, 0.102)
        }
        #expect(far.gap == .contradictory([.sidecar, .operatorSupplied]))
    }

    @Test("PNG resolution is used when it could be a B-mode picture's, and flagged")
    func png() throws {
        // 10 000 pixels per metre.
        let calibrated = try calibrated { $0.pngResolution = stated(0.1, 0.1) }
        guard case .known(_, .pngResolution, let uncertainty) = calibrated.whole else {
            Issue.record("PNG resolution is refused")
            return
        }
        #expect(abs(uncertainty - 0.5 / 10_000) < 1e-12)
        #expect(calibrated.flags == [.spacingFromPNGResolution])
    }

    @Test(
        "PNG resolutions of screens and printers, and implausible ones, are no scale",
        arguments: [2834, 2835, 3779, 3780, 5669, 5905, 5906, 7874, 11811, 23622, 1000, 200_000])
    func pngDevice(pixelsPerMetre: Int) throws {
        let millimetres = 1000 / Double(pixelsPerMetre)
        let calibrated = try calibrated { $0.pngResolution = stated(millimetres, millimetres) }
        #expect(
            calibrated.gap == .invalidSpacing(.pngResolution, stated(millimetres, millimetres)))
    }

    @Test(
        "what else a picture file states about resolution is shown, and no scale",
        arguments: [
            (
                FileResolution.pngShape(acrossColumns: 1, acrossRows: 2),
                "PNG pHYs: 1 × 2 without a unit (column × row); no scale: it gives the shape of the "
                    + "pixels only"
            ),
            (
                .pngZero(acrossColumns: 0, acrossRows: 0),
                "PNG pHYs: 0 × 0 pixels per metre (column × row); refused: both values must be "
                    + "greater than 0"
            ),
            (
                .jfif(acrossColumns: 300, acrossRows: 300, unit: "pixels per inch"),
                "JPEG JFIF density: 300 × 300 pixels per inch (column × row); no scale: it is the "
                    + "resolution of a screen or printer, not of the body"
            ),
            (
                .jfif(acrossColumns: 1, acrossRows: 1, unit: nil),
                "JPEG JFIF density: 1 × 1 without a unit (column × row); no scale: it gives the "
                    + "shape of the pixels only"
            ),
        ])
    func fileResolution(resolution: FileResolution, line: String) throws {
        let decision = Calibrator().decision(on: try frame { $0.fileResolution = resolution })
        #expect(decision.evidence.map(\.text) == [line])
        #expect(decision.summary == CalibrationGap.noEvidence.sentence)
        #expect(decision.scale.impossibleSpacing == nil)
    }

    @Test("the refusal of an impossible spacing says what is allowed")
    func sentence() throws {
        let decision = Calibrator().decision(on: try frame { $0.sidecar = stated(-0.1, 0.1) })
        #expect(
            decision.summary
                == "pixel_spacing_mm of the sidecar file, -0.1 × 0.1 mm/pixel (row × column), is no "
                + "possible pixel size: both values must be greater than 0; correct or remove it.")
    }

    @Test("a refused PNG resolution does not contradict a sidecar, a plausible one does")
    func pngAgainstSidecar() throws {
        let screen = try calibrated {
            $0.pngResolution = stated(1000.0 / 3780, 1000.0 / 3780)
            $0.sidecar = stated(0.1, 0.1)
        }
        #expect(screen.whole?.spacing?.betweenRows == Millimetres(0.1))
        let rival = try calibrated {
            $0.pngResolution = stated(0.2, 0.2)
            $0.sidecar = stated(0.1, 0.1)
        }
        #expect(rival.gap == .contradictory([.sidecar, .pngResolution]))
    }

    @Test("Pixel Spacing is the scale of MR, and flagged in ultrasound")
    func pixelSpacing() throws {
        let mr = try calibrated(.magneticResonance) { $0.pixelSpacing = stated(0.5, 0.5) }
        #expect(mr.whole?.spacing?.betweenRows == Millimetres(0.5))
        #expect(mr.flags.isEmpty)
        let ultrasound = try calibrated { $0.pixelSpacing = stated(0.5, 0.5) }
        #expect(ultrasound.whole?.spacing?.betweenRows == Millimetres(0.5))
        #expect(ultrasound.flags == [.spacingNotFromRegions])
        let invalid = try calibrated { $0.pixelSpacing = stated(0, 0.5) }
        #expect(invalid.gap == .invalidSpacing(.pixelSpacing, stated(0, 0.5)))
    }

    @Test("spacing at a detector or scanner holds nowhere in the body")
    func detector() throws {
        #expect(
            try calibrated { $0.imagerPixelSpacing = stated(0.2, 0.2) }.gap == .notInPatientPlane)
        #expect(
            try calibrated { $0.nominalScannedPixelSpacing = stated(0.2, 0.2) }.gap
                == .notInPatientPlane)
        let repeated = try calibrated {
            $0.imagerPixelSpacing = stated(0.2, 0.2)
            $0.pixelSpacing = stated(0.2, 0.2)
        }
        #expect(repeated.gap == .notInPatientPlane)
        let supplied = try calibrated {
            $0.imagerPixelSpacing = stated(0.2, 0.2)
            $0.operatorSupplied = stated(0.1, 0.1)
        }
        #expect(supplied.whole?.spacing?.betweenRows == Millimetres(0.1))
    }

    @Test(
        "half a unit in the last digit, at least three digits",
        arguments: [(0.2, 0.0025), (0.123, 0.0005 / 0.123), (0.10417, 5e-6 / 0.10417), (1, 0.005)])
    func digits(value: Double, expected: Double) throws {
        let spacing = try #require(PixelSpacing(betweenRows: value, betweenColumns: value))
        #expect(abs(SpacingUncertainty.ofStated(spacing) / expected - 1) < 1e-9)
    }
}
