import Anatomy
import Phantoms
import Statistics
import StudyModel
import VolumeSupport

/// What was measured against what is true, gathered over phantoms.
struct AgreementFigures {
    private var sides = 0
    private var paths = 0
    private var swapped = 0
    private var slices = 0
    private var located = 0
    private var measured = 0
    private var smeared = 0
    private var areas: [(subject: String, found: Double, truth: Double)] = []
    private var centres: [Double] = []
    private var levels = (right: 0, all: 0)
    private var spaces: [GlutealSpace: [Double]] = [:]
    private var spacesMissed = 0
    private var spacesInvented = 0
    private var thickness: [Double] = []

    mutating func add(_ measured: Measured) {
        for side in Laterality.allCases {
            let whole = measured.volume.wholeSlices(side)
            guard whole.count >= 5 else { continue }
            sides += 1
            slices += whole.count
            addSpaces(measured, side)
            addThickness(measured, side)
            guard let course = measured.result.course(side) else { continue }
            paths += 1
            for slice in whole { add(course.section(at: slice), slice, side, measured.volume) }
        }
    }

    private mutating func add(
        _ section: CourseSection?, _ slice: Int, _ side: Laterality, _ volume: PhantomVolume
    ) {
        guard let section else { return }
        located += 1
        let own = volume.nerves(side, inSlice: slice)
        let others = volume.nerves(side.other, inSlice: slice)
        func nearest(_ truths: [MRNerveTruth]) -> Double {
            truths.map { $0.centre.distance(to: section.centre) }.min() ?? .infinity
        }
        if nearest(others) < nearest(own) { swapped += 1 }
        if own.count == 1 { centres.append(nearest(own)) }
        addLevels(section, slice, side, volume)
        if case .abstained(.slantedSlice) = section.parts { smeared += 1 }
        guard let found = section.sum(of: .perpendicularArea) else { return }
        measured += 1
        areas.append(
            (
                "\(volume.parameters.seed) \(side)", found,
                own.reduce(0) { $0 + $1.perpendicularArea }
            ))
    }

    private mutating func addLevels(
        _ section: CourseSection, _ slice: Int, _ side: Laterality, _ volume: PhantomVolume
    ) {
        let found = Set(section.levels.map(\.level))
        let expected = Set(volume.truth[slice].levels.filter { $0.side == side }.map(\.level))
        for level in GlutealLevel.allCases.prefix(4) {
            levels.all += 1
            if found.contains(level) == expected.contains(level) { levels.right += 1 }
        }
    }

    private mutating func addSpaces(_ measured: Measured, _ side: Laterality) {
        for space in GlutealSpace.allCases {
            let truth = narrowest(space, side, measured.volume)
            let found = measured.result.narrowest(space, side)?.distance
            guard let truth else {
                if found != nil { spacesInvented += 1 }
                continue
            }
            guard let found else {
                spacesMissed += 1
                continue
            }
            spaces[space, default: []].append(found - truth)
        }
    }

    /// `nil` when the volume ends before the space widens again: nobody knows its narrowest place.
    private func narrowest(
        _ space: GlutealSpace, _ side: Laterality, _ volume: PhantomVolume
    ) -> Double? {
        let shown = volume.truth.flatMap { slice in
            slice.spaces.filter { $0.side == side && $0.name == space.rawValue }
                .map { (slice.index, $0.distance) }
        }
        guard let least = shown.min(by: { $0.1 < $1.1 }),
            least.0 != 0, least.0 != volume.truth.count - 1
        else { return nil }
        return least.1
    }

    private mutating func addThickness(_ measured: Measured, _ side: Laterality) {
        let truth = measured.volume.truth.compactMap { $0.piriformisThickness[side] }.max()
        guard let truth, truth > 6,
            let found = measured.result.muscle(.piriformis, side)?.thickness
        else { return }
        thickness.append(found - truth)
    }
}

extension AgreementFigures {
    static let header = [
        "sides found", "sides swapped (slices)", "slices located", "slices with CSA",
        "refused as smeared", "CSA bias", "CSA limits, mm²", "centre, mean / 95 %, mm",
        "levels right", "ischiofemoral space, mean error, mm", "quadratus femoris space, mm",
        "spaces missed / invented", "piriformis thickness, mm",
    ]

    var cells: [String] {
        [
            "\(paths) of \(sides)", "\(swapped)", percent(located, slices),
            percent(measured, slices), percent(smeared, slices), bias, limits,
            "\(centres.average.text(2)) / \(centres.quantile(0.95).text(2))",
            percent(levels.right, levels.all),
            error(spaces[.ischiofemoral] ?? []), error(spaces[.quadratusFemoris] ?? []),
            "\(spacesMissed) / \(spacesInvented)", error(thickness),
        ]
    }

    private var bias: String {
        (areas.map { $0.found / $0.truth - 1 }.average * 100).text(1, signed: true) + " %"
    }

    /// Of found less true, several slices per nerve.
    private var limits: String {
        let agreement = try? BlandAltman(
            differences: areas.map { $0.found - $0.truth }, subjects: areas.map(\.subject))
        guard let agreement else { return "n/a" }
        return agreement.lowerLimit.value.text(1, signed: true) + " to "
            + agreement.upperLimit.value.text(1, signed: true)
    }

    private func error(_ errors: [Double]) -> String {
        errors.map(abs).average.text(2) + " (bias " + errors.average.text(2, signed: true)
            + ", worst " + (errors.map(abs).max() ?? .nan).text(1) + ", n \(errors.count))"
    }
}
