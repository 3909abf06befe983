import Anatomy
import DICOMFiles
import Foundation
import Geometry
import JSON
import Raster
import StudyModel
import Testing

@testable import Exporting
@testable import Reporting

/// Sides of segments in a volume, whichever way its slices lie.
@Suite struct SegmentPlanTests {
    private func plane(turned: Bool) throws -> SlicePlane {
        let sign = turned ? -1.0 : 1
        let spacing = try #require(PixelSpacing(betweenRows: 1, betweenColumns: 1))
        return try #require(
            SlicePlane(
                origin: PatientPoint(left: -3 * sign, posterior: 0, superior: 0),
                alongRow: PatientPoint(left: sign, posterior: 0, superior: 0),
                alongColumn: PatientPoint(left: 0, posterior: sign, superior: 0),
                spacing: spacing))
    }

    private func subject(turned: Bool, hasMidline: Bool = true) throws -> ResultSubject {
        let fixture = try ResultFixture()
        let geometry = VolumeGeometry(
            planes: [try plane(turned: turned)], columns: 7, rows: 1, spacingBetweenSlices: 4,
            sliceThickness: nil, irregularities: [])
        let result = DeepGlutealResult(
            sequence: .t2, courses: [:], spaces: [], muscles: [], comparisons: [], findings: [])
        let midline = PelvicMidline(
            through: PatientPoint(left: 0.4, posterior: 0, superior: 0),
            left: PatientPoint(left: 1, posterior: 0, superior: 0))
        let volume = ResultVolume(
            records: fixture.records, geometry: geometry, frameOfReferenceUID: "1.2.3",
            midline: hasMidline ? midline : nil,
            report: VolumeRecord(result, series: "s", items: ["i"]))
        return try #require(ResultSubject(volume, sources: ["a.dcm": fixture.header]))
    }

    private let labels: [UInt8] = [1, 12, 3, 0, 1, 12, 3]

    private func names(_ subject: ResultSubject) throws -> [String] {
        let plan = SegmentPlan(
            subject, labels: Set(labels), identity: ResultFixture.identity())
        let size = try #require(PlaneSize(columns: 7, rows: 1))
        let numbers = plan.segmentNumbers(
            of: LabelPlane(size: size, samples: labels), place: 0)
        return numbers.map { $0 == 0 ? "" : plan.segments[Int($0) - 1].name }
    }

    @Test("left is towards the patient's left, in pictures that are turned round too")
    func sides() throws {
        #expect(
            try names(subject(turned: false)) == [
                "Nerve, right", "Piriformis, right", "Bone", "", "Nerve, left",
                "Piriformis, left", "Bone",
            ])
        #expect(
            try names(subject(turned: true)) == [
                "Nerve, left", "Piriformis, left", "Bone", "", "Nerve, right",
                "Piriformis, right", "Bone",
            ])
    }

    @Test("without a midline there are no sides")
    func noMidline() throws {
        #expect(
            try names(subject(turned: false, hasMidline: false)) == [
                "Nerve", "Piriformis", "Bone", "", "Nerve", "Piriformis", "Bone",
            ])
    }

    @Test("a nerve has a segment of each side although none is seen")
    func empty() throws {
        let plan = try SegmentPlan(
            subject(turned: false), labels: [], identity: ResultFixture.identity())
        #expect(plan.segments.map(\.side) == [.left, .right])
        #expect(Set(plan.segments.map(\.trackingUID)).count == 2)
    }
}

/// What was read back of a report is compared item by item.
@Suite struct ContentDifferenceTests {
    private let item = ContentItem(
        .contains, .measurementGroup, .container(template: "1501"),
        [
            ContentItem(
                .contains, .distance, .number(17.25, unit: Code(.millimetres)),
                [
                    ContentItem(
                        .inferredFrom, .path, .polyline([1.5, 2.25, 3, 4]),
                        [
                            ContentItem(
                                .selectedFrom, nil,
                                .image([
                                    .text(0x0008, 0x1150, "1.2"), .text(0x0008, 0x1155, "1.2.3"),
                                ]))
                        ])
                ]),
            ContentItem(.contains, PrivateScheme.rule, .text("a rule")),
            ContentItem(
                .contains, PrivateScheme.aspect, .code(PrivateScheme.code(FindingAspect.nerve))),
        ])

    private func difference(_ change: (inout ContentItem) -> Void) throws -> String? {
        let set = try DICOMDataSet()
        try set.put([.text(0x0008, 0x0016, "1.2"), .text(0x0008, 0x0018, "1.2.3")])
        try set.put([DICOMElement(0x0040, 0xA730, .sequence([item.elements]))])
        let file = try DICOMFile(bytes: set.file(as: .explicitLittleEndian))
        var expected = item
        change(&expected)
        return expected.difference(from: try #require(file.root.items(.content).first))
    }

    @Test("a value, a unit, an end of a line, a text, a code, an item too few")
    func differences() throws {
        #expect(try difference { _ in } == nil)
        func value(_ value: ContentItem.Value, at place: Int) throws -> String? {
            try difference { item in
                let old = item.children[place]
                item.children[place] = ContentItem(
                    old.relationship, old.name, value, old.children)
            }
        }
        #expect(try value(.number(17.24, unit: Code(.millimetres)), at: 0) == "Distance")
        #expect(try value(.number(17.25, unit: Code(.pixels)), at: 0) == "Distance")
        #expect(try value(.text("another"), at: 1) != nil)
        #expect(try value(.code(PrivateScheme.code(FindingAspect.structure)), at: 2) != nil)
        #expect(try difference { $0.children.removeLast() } != nil)
        #expect(
            try difference { item in
                let line = item.children[0].children[0]
                item.children[0].children[0] = ContentItem(
                    line.relationship, line.name, .polyline([1.5, 2.25, 3, 4.01]), line.children)
            } == "Path")
    }
}
