import DICOMFiles
import Geometry
import Reporting

/// Reads a presentation state back and compares outlines and labels with the report.
struct PresentationCheck {
    let source: SourceHeader
    let records: [ItemRecord]

    func check(_ bytes: [UInt8]) throws(ResultGap) {
        let file: DICOMFile
        do throws(DICOMProblem) {
            file = try DICOMFile(bytes: bytes)
        } catch {
            throw contradiction(error.message)
        }
        let annotations = file.root.items(.graphicAnnotations)
        let expected = records.filter { !$0.nerves.isEmpty }
        guard annotations.count == expected.count else {
            throw contradiction("\(annotations.count) frames, not \(expected.count)")
        }
        for (annotation, record) in zip(annotations, expected) {
            let image = annotation.item(.referencedImage, at: 0)
            let frame = image?.number(DICOMAttribute("", 0x0008, 0x1160)).whole
            let texts = annotation.items(.textObjects).map { $0.text(.unformattedText) }
            let outlines = annotation.items(.graphicObjects).map {
                GraphicOutline.outline(
                    of: $0.numbers(.graphicData, limit: $0.valueCount(.graphicData)))
            }
            guard image?.text(DICOMAttribute("", 0x0008, 0x1155)) == source.sopInstanceUID,
                frame == (source.isMultiFrame ? record.source.frame : nil),
                outlines == record.nerves.map(\.outline),
                texts == record.nerves.map(PresentationWriter.text)
            else { throw contradiction(record.source.item) }
        }
    }

    private func contradiction(_ detail: String) -> ResultGap {
        .contradiction(object: "the presentation state", detail: detail)
    }
}

extension DICOMAttribute {
    static let graphicData = DICOMAttribute("GraphicData", 0x0070, 0x0022)
    fileprivate static let referencedImage = DICOMAttribute(
        "ReferencedImageSequence", 0x0008, 0x1140)
    fileprivate static let graphicAnnotations = DICOMAttribute(
        "GraphicAnnotationSequence", 0x0070, 0x0001)
    fileprivate static let unformattedText = DICOMAttribute("UnformattedTextValue", 0x0070, 0x0006)
    fileprivate static let textObjects = DICOMAttribute("TextObjectSequence", 0x0070, 0x0008)
    fileprivate static let graphicObjects = DICOMAttribute("GraphicObjectSequence", 0x0070, 0x0009)
}
