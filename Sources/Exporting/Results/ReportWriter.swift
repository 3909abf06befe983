import DICOMFiles
import Reporting
import StudyModel

/// The measurements of a study as a Comprehensive SR after PS3.16 TID 1500.
///
/// The tree is built from generic data sets: DCMTK's own TID 1500 has no planar regions (TID 1410), and
/// its document tree would have to be wrapped item by item.
struct ReportWriter {
    static let sopClassUID = "1.2.840.10008.5.1.4.1.1.88.33"

    let modules: ResultModules
    let content: ReportContent

    func dataSet() throws(DICOMWriteError) -> DICOMDataSet {
        let set = try modules.dataSet(
            .report, sopClass: Self.sopClassUID, of: nil, number: 1)
        try set.put(document + root.elementsOfRoot)
        return set
    }

    /// Complete, but nobody has verified it (PS3.3 §C.17.2).
    private var document: [DICOMElement] {
        let evidence: [DICOMElement] = [
            .text(0x0020, 0x000D, modules.source.studyInstanceUID),
            DICOMElement(0x0008, 0x1115, .sequence(evidenceSeries)),
        ]
        return [
            PrivateScheme.identification,
            DICOMElement(0x0008, 0x1111, .sequence([])),
            DICOMElement(0x0040, 0xA372, .sequence([])),
            DICOMElement(0x0040, 0xA375, .sequence([evidence])),
            .text(0x0040, 0xA491, "COMPLETE"),
            .text(0x0040, 0xA493, "UNVERIFIED"),
            .text(0x0040, 0xA496, "PRELIMINARY"),
        ]
    }

    /// Sources, and the segmentations whose segments are named.
    private var evidenceSeries: [[DICOMElement]] {
        let sources = ResultModules.seriesItems(of: content.sources, instances: 0x1199)
        let segmentations = content.subjects.filter { $0.volume != nil }.map {
            subject -> [DICOMElement] in
            [
                .text(0x0008, 0x1150, SegmentationObject.sopClassUID),
                .text(0x0008, 0x1155, modules.identity.sopInstanceUID(.segmentation, of: subject)),
            ]
        }
        guard !segmentations.isEmpty else { return sources }
        return sources + [
            [
                .text(0x0020, 0x000E, modules.identity.seriesInstanceUID(.segmentation)),
                DICOMElement(0x0008, 0x1199, .sequence(segmentations)),
            ]
        ]
    }

    private var root: ContentItem {
        ContentItem(
            .contains, Code("126000", "DCM", "Imaging Measurement Report"),
            .container(template: "1500"),
            [language] + observer + [procedure, imageLibrary, measurements] + evaluations)
    }

    private var language: ContentItem {
        ContentItem(
            .conceptModifier,
            Code("121049", "DCM", "Language of Content Item and Descendants"),
            .code(Code("en", "RFC5646", "English")))
    }

    /// A device, not a person (TID 1004).
    private var observer: [ContentItem] {
        let version = modules.identity.run.toolVersion
        let device = UniqueIdentifier.derived(from: "\(RunRecord.tool) \(version)").text
        return [
            ContentItem(
                .observationContext, Code("121005", "DCM", "Observer Type"),
                .code(Code("121007", "DCM", "Device"))),
            ContentItem(
                .observationContext, Code("121012", "DCM", "Device Observer UID"),
                .identifier(device)),
            ContentItem(
                .observationContext, Code("121013", "DCM", "Device Observer Name"),
                .text("\(RunRecord.tool) \(version)")),
        ]
    }

    private var modality: Modality {
        content.subjects.lazy.flatMap(\.frames).compactMap(\.record.modality).first ?? .ultrasound
    }

    private var procedure: ContentItem {
        ContentItem(
            .conceptModifier, Code("121058", "DCM", "Procedure reported"),
            .code(.imagingProcedure))
    }

    private var imageLibrary: ContentItem {
        let images = content.sources.map { ContentItem(.contains, nil, .image($0.reference)) }
        let modality = ContentItem(
            .acquisitionContext, Code("121139", "DCM", "Modality"),
            .code(.modality(modality)))
        return ContentItem(
            .contains, Code("111028", "DCM", "Image Library"), .container(template: nil),
            [
                ContentItem(
                    .contains, Code("126200", "DCM", "Image Library Group"),
                    .container(template: nil), [modality] + images)
            ])
    }

    private var measurements: ContentItem {
        ContentItem(
            .contains, .imagingMeasurements, .container(template: nil),
            content.nerves.map(\.item) + content.volumeGroups)
    }

    /// What was not measured, and why, and how far volumes are to be trusted.
    private var evaluations: [ContentItem] {
        let items =
            content.unmeasured.map { ContentItem(.contains, PrivateScheme.notMeasured, .text($0)) }
            + content.remarks.map { ContentItem(.contains, PrivateScheme.remark, .text($0)) }
        guard !items.isEmpty else { return [] }
        return [
            ContentItem(.contains, .qualitativeEvaluations, .container(template: nil), items)
        ]
    }
}

/// Frames that carry no measurement, in words.
enum UnmeasuredFrames {
    /// Such as "0b43e4d0123a frames 2-4, 7: noCandidate".
    static func lines(of subject: ResultSubject) -> [String] {
        let noun = subject.volume == nil ? "frames" : "slices"
        return lines(
            of: subject.frames.map { ($0.number, $0.record.reason?.code) },
            in: "\(subject.shortName) \(noun)")
    }

    static func lines(of frames: [(number: Int, reason: String?)], in name: String) -> [String] {
        let unmeasured = Dictionary(grouping: frames.filter { $0.reason != nil }, by: \.reason)
        return unmeasured.map { reason, frames in (reason ?? "", frames.map(\.number).sorted()) }
            .sorted { $0.0 < $1.0 }
            .map { "\(name) \(ranges(of: $1)): \($0)" }
    }

    static func ranges(of numbers: [Int]) -> String {
        var ranges: [ClosedRange<Int>] = []
        for number in numbers {
            if let last = ranges.last, last.upperBound + 1 == number {
                ranges[ranges.count - 1] = last.lowerBound...number
            } else {
                ranges.append(number...number)
            }
        }
        return ranges.map { range in
            range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)-\(range.upperBound)"
        }.joined(separator: ", ")
    }
}
