import Anatomy
import Phantoms
import StudyModel
import VolumeSupport

/// Nerve:muscle ratios of one body with and without coils' shading.
struct SignalFigures {
    private var errors: [Double] = []
    private var plain: [Double] = []
    private var sideErrors: [Double] = []
    private var gaps = 0
    private var asked = 0

    /// One body: as it is scanned, without shading, and without shading, ghosts and noise, whose ratio
    /// is the truth.
    struct Body {
        let shaded: PhantomVolume
        let unshaded: PhantomVolume
        let truth: DeepGlutealResult

        init(_ parameters: MRPhantomParameters) throws {
            shaded = try PhantomVolume(parameters)
            var plain = parameters
            plain.acquisition.shading = 0
            unshaded = try PhantomVolume(plain)
            plain.acquisition.noise = 0
            plain.acquisition.ghosting = 0
            truth = Measured(try PhantomVolume(plain)).result
        }
    }

    mutating func add(_ body: Body, _ degradation: Degradation) {
        let shaded = Measured(body.shaded, degradation).result
        errors += compared(shaded, body.truth)
        plain += compared(Measured(body.unshaded, degradation).result, body.truth)
        sideErrors += sides(shaded, body.truth)
    }

    private mutating func compared(
        _ found: DeepGlutealResult, _ truth: DeepGlutealResult
    ) -> [Double] {
        Laterality.allCases.flatMap { side -> [Double] in
            guard let own = found.course(side), let ideal = truth.course(side) else { return [] }
            return own.sections.compactMap { section in
                asked += 1
                guard let ratio = section.ratio else {
                    gaps += 1
                    return nil
                }
                return ideal.section(at: section.slice)?.ratio.map { ratio / $0 - 1 }
            }
        }
    }

    /// Of left by right, slice by slice.
    private func sides(_ found: DeepGlutealResult, _ truth: DeepGlutealResult) -> [Double] {
        guard let left = found.course(.left), let right = found.course(.right),
            let trueLeft = truth.course(.left), let trueRight = truth.course(.right)
        else { return [] }
        return left.sections.compactMap { section in
            guard let a = section.ratio, let b = right.section(at: section.slice)?.ratio,
                let c = trueLeft.section(at: section.slice)?.ratio,
                let d = trueRight.section(at: section.slice)?.ratio
            else { return nil }
            return (a / b) / (c / d) - 1
        }
    }

    static let header = [
        "shading off: mean error", "shading on: mean error", "on: bias", "on: 95 % within",
        "left by right: mean error", "slices without ratio",
    ]

    var cells: [String] {
        [
            share(plain.map(abs).average), share(errors.map(abs).average),
            share(errors.average), share(errors.map(abs).quantile(0.95)),
            share(sideErrors.map(abs).average), percent(gaps, asked),
        ]
    }

    private func share(_ value: Double) -> String { (100 * value).text(1) + " %" }
}

extension CourseSection {
    fileprivate var ratio: Double? {
        if case .value(let signal)? = signal { signal.ratio } else { nil }
    }
}
