import Foundation
import Geometry
import StudyModel

/// Measures a nerve in every slice of its path.
///
/// The area at right angles to the nerve is the area in the slice times the cosine of the angle between
/// the nerve's axis and the slice's normal: exact for a straight nerve of constant size.
package struct CourseMeasurer: Sendable {
    private let measurer: Measurer
    private let geometry: VolumeGeometry
    /// The pictures of the volume, slice by slice.
    private let frames: [CalibratedFrame]
    /// Of outlines that nobody drew, mm; `nil` for unknown.
    private let borderError: ClosedRange<Double>?

    /// A slice that smears the nerve's border by more than this share of the nerve's thickness is too
    /// slanted (design §7.5).
    static let largestSmear = 0.25

    /// - Precondition: a frame for every slice.
    package init(
        geometry: VolumeGeometry, frames: [CalibratedFrame],
        borderError: ClosedRange<Double>? = nil, measurer: Measurer = Measurer()
    ) {
        precondition(frames.count == geometry.planes.count, "a frame for every slice")
        self.geometry = geometry
        self.frames = frames
        self.borderError = borderError
        self.measurer = measurer
    }

    package func course(of path: NervePath) -> NerveCourse {
        let axis = NerveAxis(path.sections, in: geometry)
        let sections = path.sections.indices.map { index in
            section(path.sections[index], index, axis, provenance: path.provenance)
        }
        return NerveCourse(side: path.side, sections: sections, gaps: path.gaps)
    }

    private func section(
        _ section: NervePath.Section, _ index: Int, _ axis: NerveAxis, provenance: Provenance
    ) -> CourseSection {
        let cosine = min(1, axis.cosine(at: index))
        return CourseSection(
            slice: section.slice, centre: axis.point(at: index),
            direction: axis.direction(at: index), obliquity: acos(cosine) * 180 / .pi,
            parts: parts(section, axis.direction(at: index), cosine, provenance))
    }

    private func parts(
        _ section: NervePath.Section, _ direction: PatientPoint, _ cosine: Double,
        _ provenance: Provenance
    ) -> Outcome<[NerveMeasurement], AbstentionReason> {
        guard !section.flags.contains(.borderContact) else { return .abstained(.borderContact) }
        guard !isSmeared(section.outlines[0], slice: section.slice, direction) else {
            return .abstained(.slantedSlice)
        }
        let frame = frames[section.slice]
        var measurements: [NerveMeasurement] = []
        for (index, outline) in section.outlines.enumerated() {
            let nerve = NerveOutline(
                frame: frame.frame.id, outline: outline,
                provenance: section.isDrawn ? .edited : provenance,
                convention: section.isDrawn ? .operatorDrawn : .outerEpineurium, rank: index + 1,
                name: .sciatic,
                areaFactors: section.isDrawn ? nil : areaFactors(outline, slice: section.slice),
                flags: section.flags)
            switch measurer.measurement(of: nerve, in: frame) {
            case .abstained(let reason): return .abstained(reason)
            case .value(let measurement): measurements.append(measurement.turned(by: cosine))
            }
        }
        return .value(measurements)
    }

    private func areaFactors(_ outline: Outline, slice: Int) -> ClosedRange<Double>? {
        let pixel = geometry.planes[slice].spacing.pixelArea.value
        return borderError.flatMap {
            BorderError.factors($0, area: abs(outline.signedAreaInPixels) * pixel)
        }
    }

    /// Whether the nerve moves sideways through the thickness of the slice by more than a share of its
    /// own thickness in the direction in which it moves.
    private func isSmeared(_ outline: Outline, slice: Int, _ direction: PatientPoint) -> Bool {
        let plane = geometry.planes[slice]
        let along = abs(direction.dot(plane.normal))
        let across = direction.dot(plane.alongRow)
        let down = direction.dot(plane.alongColumn)
        let sideways = (across * across + down * down).squareRoot()
        guard sideways > 1e-6 else { return false }
        let smear = geometry.thickness * sideways / max(along, 1e-6)
        let places = outline.vertices.map {
            ($0.column * plane.spacing.betweenColumns.value * across
                + $0.row * plane.spacing.betweenRows.value * down) / sideways
        }
        let extent = (places.max() ?? 0) - (places.min() ?? 0)
        return smear > Self.largestSmear * extent
    }
}

extension NerveMeasurement {
    /// With the area at right angles to the nerve.
    fileprivate func turned(by cosine: Double) -> NerveMeasurement {
        guard let area = quantities[.crossSectionalArea] else { return self }
        let interval = area.interval.map { $0.lowerBound * cosine...$0.upperBound * cosine }
        return adding([.perpendicularArea: Quantity(area.value * cosine, interval: interval)])
    }
}
