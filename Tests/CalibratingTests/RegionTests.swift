import Geometry
import StudyModel
import Testing

@testable import Calibrating

@Suite struct RegionTests {
    private func decision(
        _ regions: [UltrasoundRegion], columns: Int = 800, rows: Int = 600,
        _ edit: (inout ScaleEvidence) -> Void = { _ in }
    ) throws -> CalibrationDecision {
        Calibrator().decision(
            on: try frame(columns: columns, rows: rows) {
                $0.ultrasoundRegions = regions
                edit(&$0)
            })
    }

    @Test("millimetres inside the region, none outside and none across its border")
    func inside() throws {
        let scale = try decision([region()]).scale
        let home = scale.calibration(for: try square(column: 200, row: 100))
        #expect(
            home
                == .known(
                    try #require(PixelSpacing(betweenRows: 0.2, betweenColumns: 0.3)),
                    basis: .ultrasoundRegion(0), relativeUncertainty: 1 / 400.0))
        for corner in [(0.0, 0.0), (495, 100), (200, 445)] {
            #expect(
                scale.calibration(for: try square(column: corner.0, row: corner.1))
                    == .unknown(.outsideEveryRegion))
        }
    }

    @Test("negative deltas give the same scale")
    func negative() throws {
        let scale = try decision([
            region {
                $0.deltaAcrossRows = -0.02
                $0.deltaAcrossColumns = -0.03
            }
        ]).scale
        let spacing = scale.calibration(for: try square(column: 200, row: 100)).spacing
        #expect(spacing == PixelSpacing(betweenRows: 0.2, betweenColumns: 0.3))
    }

    @Test(
        "what is not a centimetre scale is not trusted",
        arguments: [
            ("units", region { $0.unitsAcrossRows = 4 }),
            ("units", region { $0.unitsAcrossColumns = 0 }),
            ("delta", region { $0.deltaAcrossRows = 0 }),
            ("delta", region { $0.deltaAcrossColumns = .nan }),
            ("delta", region { $0.deltaAcrossRows = .infinity }),
            ("delta", region { $0.deltaAcrossRows = 1 }),
            ("leaves", region { $0.maximumRow = 601 }),
            ("leaves", region { $0.maximumColumn = 4000 }),
            ("leaves", region { $0.minimumColumn = -1 }),
            ("leaves", region { $0.maximumColumn = 99 }),
            ("two-dimensional", region { $0.spatialFormat = 2 }),
            ("two-dimensional", region { $0.dataType = 10 }),
        ])
    func untrusted(word: String, region: UltrasoundRegion) throws {
        let calibration = try decision([region]).scale.calibration(
            for: square(column: 200, row: 100))
        guard case .unknown(.untrustedRegion(0, let reason)) = calibration else {
            Issue.record("\(calibration)")
            return
        }
        #expect(reason.contains(word))
    }

    @Test("a maximum one past the end is taken for an exclusive one")
    func exclusiveMaximum() throws {
        let scale = try decision([
            region {
                $0.maximumColumn = 800
                $0.maximumRow = 600
            }
        ]).scale
        guard case .regions(let regions) = scale else {
            Issue.record("the region is refused")
            return
        }
        #expect(regions[0].box == PixelBox(column: 100, row: 50, columns: 700, rows: 550))
    }

    @Test("the halves of a dual picture keep their own scales")
    func dual() throws {
        let right = region {
            $0.minimumColumn = 500
            $0.maximumColumn = 799
            $0.deltaAcrossRows = 0.01
            $0.deltaAcrossColumns = 0.01
        }
        let scale = try decision([region(), right]).scale
        let left = scale.calibration(for: try square(column: 200, row: 100)).spacing
        let other = scale.calibration(for: try square(column: 600, row: 100)).spacing
        #expect(left?.betweenRows == Millimetres(0.2))
        #expect(other?.betweenRows == Millimetres(0.1))
    }

    @Test("overlapping regions must agree; a colour box inside the picture does")
    func overlap() throws {
        let box = region {
            $0.minimumColumn = 200
            $0.maximumColumn = 300
            $0.dataType = 2
        }
        let place = try square(column: 210, row: 100)
        let agreeing = try decision([region(), box]).scale.calibration(for: place)
        #expect(agreeing.spacing != nil)
        var rival = box
        rival.deltaAcrossRows = 0.021
        let scale = try decision([region(), rival]).scale
        guard case .unknown(.untrustedRegion(0, let reason)) = scale.calibration(for: place) else {
            Issue.record("contradictory regions are trusted")
            return
        }
        #expect(reason == "overlaps region 2, whose scale differs")
    }

    @Test("a region outside the picture condemns the others")
    func stray() throws {
        let stray = region { $0.maximumRow = 900 }
        let calibration = try decision([region(), stray]).scale.calibration(
            for: square(column: 200, row: 100))
        guard case .unknown(.untrustedRegion(1, _)) = calibration else {
            Issue.record("\(calibration)")
            return
        }
    }

    @Test("a trace or grey bar drawn over the picture, and a spectrum beside it, do not matter")
    func trace() throws {
        let trace = region {
            $0.spatialFormat = 4
            $0.dataType = 10
            $0.maximumRow = 900
        }
        let spectrum = region {
            $0.spatialFormat = 3
            $0.dataType = 3
            $0.unitsAcrossColumns = 4
            $0.unitsAcrossRows = 7
            // Shares the last row.
            $0.minimumRow = 449
            $0.maximumRow = 599
        }
        // As an Aloka SSD writes it.
        let bar = region {
            $0.spatialFormat = 0
            $0.dataType = 13
            $0.unitsAcrossColumns = 0
            $0.unitsAcrossRows = 0
            $0.deltaAcrossColumns = 0
            $0.deltaAcrossRows = 0
            $0.maximumColumn = 131
        }
        let decision = try decision([region(), trace, spectrum, bar])
        #expect(
            decision.scale.calibration(for: try square(column: 200, row: 100)).spacing != nil)
        #expect(decision.evidence.count == 4)
    }

    @Test(
        "a region on the same pixels that states no length leaves them without a scale",
        arguments: [
            region { $0.spatialFormat = 3 }, region { $0.spatialFormat = 2 },
            region { $0.spatialFormat = 0 }, region { $0.dataType = 3 },
            region { $0.unitsAcrossColumns = 4 }, region { $0.deltaAcrossRows = 0 },
            region {
                $0.spatialFormat = 2
                $0.minimumRow = 448
                $0.maximumRow = 900
            },
        ])
    func withoutLengths(rival: UltrasoundRegion) throws {
        for (regions, index) in [([region(), rival], 0), ([rival, region()], 1)] {
            let decision = try decision(regions)
            #expect(decision.scale.knownSpacings.isEmpty)
            let reason =
                "refused: overlaps region \(2 - index), which states no length for the same pixels"
            #expect(decision.evidence[index].text.hasSuffix(reason))
        }
    }

    @Test("a region of a few pixels states no scale that could be trusted")
    func tiny() throws {
        let thin = try decision([region { $0.maximumColumn = 100 }])
        #expect(thin.scale.knownSpacings.isEmpty)
        #expect(
            thin.evidence[0].text.hasSuffix(
                "refused: it has 1 × 400 pixels; at least 20 on each side are needed to trust its "
                    + "scale"))
        let narrow = try decision([region { $0.maximumColumn = 119 }])
        #expect(narrow.scale.knownSpacings.count == 1)
    }

    @Test("evidence is written with six digits")
    func digits() throws {
        let decision = try decision([region { $0.deltaAcrossRows = 0.008_571_428_571_428_571 }]) {
            $0.pixelSpacing = stated(1000.0 / 3780, 1e-300)
        }
        #expect(decision.evidence[0].found.hasSuffix("deltas 0.03 and 0.00857143"))
        #expect(decision.evidence[1].found == "0.26455 × 1e-300 mm/pixel (row × column)")
    }

    @Test("Pixel Spacing must agree with the regions within 1 %")
    func pixelSpacing() throws {
        let place = try square(column: 200, row: 100)
        let agreeing = try decision([region()]) { $0.pixelSpacing = stated(0.2, 0.3) }
        #expect(agreeing.scale.calibration(for: place).spacing != nil)
        #expect(agreeing.flags.isEmpty)
        #expect(agreeing.evidence.map(\.judgement) == [.used, .agrees])
        let swapped = try decision([region()]) { $0.pixelSpacing = stated(0.3, 0.2) }
        #expect(
            swapped.scale.calibration(for: place)
                == .unknown(.contradictory([.ultrasoundRegion(0), .pixelSpacing])))
    }

    @Test("Pixel Spacing does not stand in for regions that cannot be trusted")
    func noFallback() throws {
        let decision = try decision([region { $0.deltaAcrossRows = 0 }]) {
            $0.pixelSpacing = stated(0.2, 0.3)
        }
        guard case .uniform(.unknown(.untrustedRegion)) = decision.scale else {
            Issue.record("\(decision.scale)")
            return
        }
    }

    @Test("an operator may supply what untrusted regions do not, and not contradict trusted ones")
    func operatorSupplied() throws {
        let supplied = try decision([region { $0.deltaAcrossRows = 0 }]) {
            $0.operatorSupplied = stated(0.2, 0.3)
        }
        #expect(supplied.flags == [.spacingFromOperator])
        let rival = try decision([region()]) { $0.operatorSupplied = stated(0.1, 0.1) }
        guard
            case .uniform(.unknown(.contradictory([.ultrasoundRegion(0), .operatorSupplied]))) =
                rival.scale
        else {
            Issue.record("\(rival.scale)")
            return
        }
        #expect(rival.evidence.count == 2)
        #expect(
            rival.evidence.allSatisfy {
                if case .contradicts(let remedy) = $0.judgement {
                    remedy.contains("correct or remove")
                } else {
                    false
                }
            })
    }

    @Test("MR takes no notice of ultrasound regions")
    func magneticResonance() throws {
        let calibrated = Calibrator().calibrated(
            try frame(.magneticResonance) { $0.ultrasoundRegions = [region()] })
        #expect(calibrated.gap == .noEvidence)
    }

    @Test("the decision reads as sentences")
    func sentences() throws {
        let decision = try decision([region()]) { $0.imagerPixelSpacing = stated(0.1, 0.1) }
        #expect(
            decision.summary
                == "columns 100–499, rows 50–449: 0.20000 × 0.30000 mm/pixel (row × column) "
                + "(ultrasoundRegion[0], ±0.25 %).")
        #expect(
            decision.evidence.map(\.text) == [
                "Sequence of Ultrasound Regions (0018,6011) item 1: columns 100–499, rows 50–449, "
                    + "spatial format 1, data type 1, units 3 and 3, deltas 0.03 and 0.02; used",
                "Imager Pixel Spacing (0018,1164): 0.1 × 0.1 mm/pixel (row × column); refused: "
                    + "holds at the detector or scanner, not in the body",
            ])
    }
}
