import StudyModel

extension CourseSection {
    /// With the signal of the nerve, which its largest outline carries too.
    func with(_ signal: Outcome<NerveSignal, SignalGap>) -> CourseSection {
        var section = self
        section.signal = signal
        guard case .value(let found) = signal, case .value(var parts) = parts else {
            return section
        }
        parts[0] = parts[0].adding([
            .signalMean: Quantity(found.mean), .nerveMuscleRatio: Quantity(found.ratio),
        ])
        section.parts = .value(parts)
        return section
    }
}

extension NerveMeasurement {
    func adding(_ more: [QuantityKind: Quantity]) -> NerveMeasurement {
        NerveMeasurement(
            nerve: nerve, calibration: calibration,
            quantities: quantities.merging(more) { $1 }, flags: flags)
    }
}
