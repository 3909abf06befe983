import Geometry
import Raster
import StudyModel
import Testing
import VolumeSupport

@testable import Segmenting

/// Borders between pixels, from a probability of nerve.
@Suite struct ProbabilityPathTests {
    @Test("a path from probabilities has the area of the half-way line")
    func area() throws {
        var volume = TubeVolume()
        volume.origin = PatientPoint(left: 25, posterior: 0, superior: 0)
        let centre = PatientPoint(left: 50.13, posterior: 20.31, superior: 0)
        volume.draw(
            .nerve, from: centre, along: PatientPoint(left: 0, posterior: 0, superior: 1),
            radius: 3)
        let geometry = volume.geometry
        let probability = geometry.planes.indices.map { slice in
            var plane = volume.labels[slice].map { _ in Float(0) }
            for row in 0..<volume.rows {
                for column in 0..<volume.columns {
                    let place = geometry.planes[slice].patientPoint(
                        at: PixelPoint(column: Double(column), row: Double(row)))
                    let x = place.left - centre.left
                    let y = place.posterior - centre.posterior
                    let depth = 3 - (x * x + y * y).squareRoot()
                    plane[column: column, row: row] = Float(min(1, max(0, 0.5 + depth / 2)))
                }
            }
            return plane
        }
        let labelled = LabelledVolume(
            geometry: geometry, labels: volume.labels, nerveProbability: probability)
        let midline = PelvicMidline(
            through: PatientPoint(left: 0, posterior: 0, superior: 0),
            left: PatientPoint(left: 1, posterior: 0, superior: 0))
        let found = NervePathFinder(labelled, midline: midline).paths()[.left]
        guard case .value(let path)? = found else {
            Issue.record("no path")
            return
        }
        #expect(path.sections.count == 12)
        for section in path.sections {
            let shape = SectionShape(section.outlines[0], spacing: geometry.planes[0].spacing)
            #expect(abs(shape.area / (.pi * 9) - 1) < 0.01)
            let off = section.centre - centre
            #expect(abs(off.left) < 0.02 && abs(off.posterior) < 0.02)
        }
    }
}
