import Geometry

/// Why a track has no measurement in a frame. A gap is never filled in.
package enum TrackGap: Hashable, Sendable {
    /// Nothing was outlined in the frame.
    case abstained(AbstentionReason)
    /// Outlines were found, none of which continues the track.
    case noMatch
}

/// One nerve followed through the frames of a cine.
package struct NerveTrack: Sendable {
    /// What displacement is relative to. A moving probe moves everything in the picture.
    package enum Reference: String, Hashable, Sendable {
        case probe
        case bone
    }

    package struct Sample: Hashable, Sendable {
        package enum State: Hashable, Sendable {
            case observed(NerveMeasurement)
            case gap(TrackGap)
        }

        package let frame: FrameID
        /// From the first frame; `nil` when the file does not say.
        package let milliseconds: Double?
        package let state: State

        package init(frame: FrameID, milliseconds: Double?, state: State) {
            self.frame = frame
            self.milliseconds = milliseconds
            self.state = state
        }

        package var measurement: NerveMeasurement? {
            if case .observed(let measurement) = state { measurement } else { nil }
        }
    }

    /// How far the centre of the nerve is from where it was first seen.
    package struct Displacement: Hashable, Sendable {
        package let acrossColumns: Double
        package let acrossRows: Double

        package var distance: Double {
            (acrossColumns * acrossColumns + acrossRows * acrossRows).squareRoot()
        }

        fileprivate func distance(to other: Displacement) -> Double {
            Displacement(
                acrossColumns: other.acrossColumns - acrossColumns,
                acrossRows: other.acrossRows - acrossRows
            ).distance
        }
    }

    package let samples: [Sample]
    package let reference: Reference
    /// Of every displacement: millimetres when one spacing holds in every frame, else pixels.
    package let unit: Unit
    /// One per sample, `nil` in gaps.
    package let displacements: [Displacement?]

    package init(samples: [Sample], reference: Reference = .probe) {
        self.samples = samples
        self.reference = reference
        let spacing = Self.commonSpacing(of: samples)
        unit = spacing == nil ? .pixels : .millimetres
        let centres = samples.map { $0.measurement?.nerve.outline.centroid }
        let origin = centres.lazy.compactMap { $0 }.first
        displacements = centres.map { centre in
            guard let centre, let origin else { return nil }
            return Displacement(
                acrossColumns: (centre.column - origin.column)
                    * (spacing?.betweenColumns.value ?? 1),
                acrossRows: (centre.row - origin.row) * (spacing?.betweenRows.value ?? 1))
        }
    }

    /// The spacing of the first measurement if all others agree with it within a millionth.
    private static func commonSpacing(of samples: [Sample]) -> PixelSpacing? {
        let spacings = samples.compactMap(\.measurement).map(\.calibration.spacing)
        guard let first = spacings.first, let first else { return nil }
        let agree = spacings.allSatisfy {
            $0.map { $0.agrees(with: first, relativeTolerance: 1e-6) } ?? false
        }
        return agree ? first : nil
    }
}

extension NerveTrack {
    /// Smallest, middle and largest of a series.
    package struct Spread: Hashable, Sendable {
        package let minimum: Double
        package let median: Double
        package let maximum: Double

        /// `nil` for an empty series.
        package init?(_ values: [Double]) {
            let sorted = values.sorted()
            guard let first = sorted.first, let last = sorted.last else { return nil }
            minimum = first
            maximum = last
            median = (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
        }
    }

    package var observedFrames: Int { displacements.count { $0 != nil } }

    package var gapFrames: Int { samples.count - observedFrames }

    /// Spread of one quantity over the frames that carry it.
    package func spread(of kind: QuantityKind) -> Spread? {
        Spread(samples.compactMap { $0.measurement?[kind]?.value })
    }

    /// Largest less smallest displacement across columns: along the skin.
    package var rangeAcrossColumns: Double { Self.range(displacements.map { $0?.acrossColumns }) }

    /// Largest less smallest displacement across rows: in depth.
    package var rangeAcrossRows: Double { Self.range(displacements.map { $0?.acrossRows }) }

    /// Largest distance from where the nerve was first seen.
    package var peakDisplacement: Double {
        displacements.compactMap { $0?.distance }.max() ?? 0
    }

    /// Sum of the steps between frames that follow each other; a step over a gap is left out.
    package var pathLength: Double {
        zip(displacements, displacements.dropFirst()).reduce(0) { sum, step in
            guard let before = step.0, let after = step.1 else { return sum }
            return sum + before.distance(to: after)
        }
    }

    private static func range(_ values: [Double?]) -> Double {
        guard let spread = Spread(values.compactMap { $0 }) else { return 0 }
        return spread.maximum - spread.minimum
    }
}
