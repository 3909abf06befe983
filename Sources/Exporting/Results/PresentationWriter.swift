import DICOMFiles
import Geometry
import Reporting

/// Outlines and values drawn on one instance, or on the slices of one volume: a Grayscale or Color
/// Softcopy Presentation State (PS3.3 §A.33). The picture itself is shown as its own file says.
struct PresentationWriter {
    let modules: ResultModules
    let subject: ResultSubject
    /// From 1, within the series.
    let number: Int

    static let greyscaleClassUID = "1.2.840.10008.5.1.4.1.1.11.1"
    static let colourClassUID = "1.2.840.10008.5.1.4.1.1.11.2"

    var sopClassUID: String { source.isColour ? Self.colourClassUID : Self.greyscaleClassUID }

    private var source: SourceHeader { subject.source }

    private static let layer = "NERVES"

    func dataSet() throws(DICOMWriteError) -> DICOMDataSet {
        let set = try modules.dataSet(
            .presentation, sopClass: sopClassUID, of: subject, number: number)
        try set.put(identification + [relationship, displayedArea, graphicLayer])
        try set.put([DICOMElement(0x0070, 0x0001, .sequence(annotations))])
        if source.isColour {
            try set.put([DICOMElement(0x0028, 0x2000, .bytes(ColourProfile.standardRGB))])
            try set.copy([DICOMTag(0x0028, 0x2000)], from: source.file.root)
        } else {
            try set.put(GreyLevels(of: subject).elements)
        }
        return set
    }

    private var identification: [DICOMElement] {
        [
            .text(0x0070, 0x0080, "NERVES"),
            .text(0x0070, 0x0081, "Outlines and areas, automated, for review"),
            .text(0x0070, 0x0082, modules.moment.date),
            .text(0x0070, 0x0083, modules.moment.time),
            .text(0x0070, 0x0084, ""),
        ]
    }

    private var relationship: DICOMElement {
        ResultModules.referencedSeries(of: subject.sources, instances: 0x1140)
    }

    /// The whole picture, its pixels as wide as they are high or as the scale says.
    private var displayedArea: DICOMElement {
        let aspect =
            subject.frames.lazy.compactMap(\.record.pixelAspect).first ?? source.pixelAspect
            ?? PixelAspect.square
        return DICOMElement(
            0x0070, 0x005A,
            .sequence([
                [
                    DICOMElement(0x0070, 0x0052, .numbers([1, 1])),
                    DICOMElement(
                        0x0070, 0x0053, .numbers([Double(source.columns), Double(source.rows)])),
                    .text(0x0070, 0x0100, "SCALE TO FIT"),
                    DICOMElement(0x0070, 0x0102, .numbers([aspect.vertical, aspect.horizontal])),
                ]
            ]))
    }

    private var graphicLayer: DICOMElement {
        DICOMElement(
            0x0070, 0x0060,
            .sequence([
                [
                    .text(0x0070, 0x0002, Self.layer), .number(0x0070, 0x0062, 1),
                    DICOMElement(0x0070, 0x0401, .numbers(SegmentDescription.nerveColour)),
                ]
            ]))
    }

    // MARK: Annotations

    private var annotations: [[DICOMElement]] {
        subject.frames.filter { !$0.record.nerves.isEmpty }.map { frame in
            let nerves = frame.record.nerves
            return [
                DICOMElement(0x0008, 0x1140, .sequence([frame.reference])),
                .text(0x0070, 0x0002, Self.layer),
                DICOMElement(0x0070, 0x0008, .sequence(nerves.map(label))),
                DICOMElement(0x0070, 0x0009, .sequence(nerves.map(Self.polyline))),
            ]
        }
    }

    private static func polyline(_ nerve: NerveRecord) -> [DICOMElement] {
        [
            .text(0x0070, 0x0005, "PIXEL"),
            .number(0x0070, 0x0020, 2),
            .number(0x0070, 0x0021, nerve.outline.count + 1),
            DICOMElement(0x0070, 0x0022, .numbers(GraphicOutline.numbers(of: nerve.outline))),
            .text(0x0070, 0x0023, "POLYLINE"),
            .text(0x0070, 0x0024, "N"),
        ]
    }

    /// Above the outline, or below where there is no room; inside the picture.
    private func label(_ nerve: NerveRecord) -> [DICOMElement] {
        let text = Self.text(of: nerve)
        let (height, gap) = (16.0, 4.0)
        let width = min(Double(source.columns), 9 * Double(text.count))
        let left = nerve.outline.map(\.column).min() ?? 0
        let top = nerve.outline.map(\.row).min() ?? 0
        let bottom = nerve.outline.map(\.row).max() ?? 0
        let row = top >= height + gap ? top - height - gap : bottom + gap
        let column = max(0, min(left, Double(source.columns) - width))
        let box = (
            [column, min(row, Double(source.rows) - height)],
            [column + width, min(row + height, Double(source.rows))]
        )
        return [
            .text(0x0070, 0x0003, "PIXEL"),
            .text(0x0070, 0x0006, text),
            DICOMElement(0x0070, 0x0010, .numbers(box.0.map { $0.rounded() })),
            DICOMElement(0x0070, 0x0011, .numbers(box.1.map { $0.rounded() })),
            .text(0x0070, 0x0012, "LEFT"),
        ]
    }

    /// The label of the annotated picture in ASCII.
    static func text(of nerve: NerveRecord) -> String {
        OverlayWords.label(of: nerve).inASCII
    }
}
