import DICOMFiles
import Geometry
import Reporting

/// Outlines and values drawn on one source instance: a Grayscale or Color Softcopy Presentation State
/// (PS3.3 §A.33). The picture itself is shown as its own file says.
struct PresentationWriter {
    let modules: ResultModules
    let source: SourceHeader
    let records: [ItemRecord]
    /// From 1, within the series.
    let number: Int

    static let greyscaleClassUID = "1.2.840.10008.5.1.4.1.1.11.1"
    static let colourClassUID = "1.2.840.10008.5.1.4.1.1.11.2"

    var sopClassUID: String { source.isColour ? Self.colourClassUID : Self.greyscaleClassUID }

    private static let layer = "NERVES"

    func encoded() throws(DICOMWriteError) -> [UInt8] {
        let set = try modules.dataSet(
            .presentation, sopClass: sopClassUID, of: source, number: number)
        try set.put(identification + [relationship, displayedArea, graphicLayer])
        try set.put([DICOMElement(0x0070, 0x0001, .sequence(annotations))])
        if source.isColour {
            try set.put([DICOMElement(0x0028, 0x2000, .bytes(ColourProfile.standardRGB))])
            try set.copy([DICOMTag(0x0028, 0x2000)], from: source.file.root)
        } else {
            try set.put(greyscale)
        }
        return try set.file(as: .explicitLittleEndian)
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
        ResultModules.referencedSeries(of: [source], instances: 0x1140)
    }

    /// The whole picture, its pixels as wide as they are high or as the scale says.
    private var displayedArea: DICOMElement {
        let aspect =
            records.lazy.compactMap(\.pixelAspect).first ?? source.pixelAspect ?? PixelAspect.square
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

    /// What the picture says about its own grey levels: without it a viewer would forget the window.
    private var greyscale: [DICOMElement] {
        let root = source.file.root
        func numbers(_ element: UInt16) -> [Double] {
            root.numbers(DICOMAttribute("", 0x0028, element), limit: 1).filter(\.isFinite)
        }
        var elements: [DICOMElement] = [
            .text(
                0x2050, 0x0020,
                root.text(.photometricInterpretation) == "MONOCHROME1" ? "INVERSE" : "IDENTITY")
        ]
        let (intercept, slope) = (numbers(0x1052), numbers(0x1053))
        if let intercept = intercept.first, let slope = slope.first {
            elements += [
                .number(0x0028, 0x1052, intercept), .number(0x0028, 0x1053, slope),
                .text(0x0028, 0x1054, "US"),
            ]
        }
        if let centre = numbers(0x1050).first, let width = numbers(0x1051).first, width >= 1 {
            let window: [DICOMElement] = [
                .number(0x0028, 0x1050, centre), .number(0x0028, 0x1051, width),
            ]
            elements.append(DICOMElement(0x0028, 0x3110, .sequence([window])))
        }
        return elements
    }

    // MARK: Annotations

    private var annotations: [[DICOMElement]] {
        records.filter { !$0.nerves.isEmpty }.map { record in
            let image = source.reference(frame: record.source.frame ?? 1)
            return [
                DICOMElement(0x0008, 0x1140, .sequence([image])),
                .text(0x0070, 0x0002, Self.layer),
                DICOMElement(0x0070, 0x0008, .sequence(record.nerves.map(label))),
                DICOMElement(0x0070, 0x0009, .sequence(record.nerves.map(Self.polyline))),
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
        OverlayWords.label(of: nerve).replacing("²", with: "2").replacing("–", with: "-").inASCII
    }
}
