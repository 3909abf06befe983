import DICOMFiles
import Geometry
import Reporting

/// Reads a presentation state back and compares outlines and labels with the report.
struct PresentationCheck {
    let subject: ResultSubject

    func check(_ file: DICOMFile) throws(ResultGap) {
        let annotations = file.root.items(.graphicAnnotations)
        let expected = subject.frames.filter { !$0.record.nerves.isEmpty }
        guard annotations.count == expected.count else {
            throw contradiction("\(annotations.count) frames, not \(expected.count)")
        }
        for (annotation, frame) in zip(annotations, expected) {
            let record = frame.record
            let image = annotation.item(.referencedImages, at: 0)
            let texts = annotation.items(.textObjects).map { $0.text(.unformattedText) }
            let outlines = annotation.items(.graphicObjects).map {
                GraphicOutline.outline(
                    of: $0.numbers(.graphicData, limit: $0.valueCount(.graphicData)))
            }
            guard image?.refers(to: frame.source, frame: record.source.frame) == true,
                outlines == record.nerves.map(\.outline),
                texts == record.nerves.map(PresentationWriter.text)
            else { throw contradiction(record.source.item) }
        }
    }

    private func contradiction(_ detail: String) -> ResultGap {
        .contradiction(object: "the presentation state", detail: detail)
    }
}
