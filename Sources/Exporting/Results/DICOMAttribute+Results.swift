import DICOMFiles

/// What results are read back by.
extension DICOMAttribute {
    static let referencedInstance = DICOMAttribute("ReferencedSOPInstanceUID", 0x0008, 0x1155)
    static let referencedFrames = DICOMAttribute("ReferencedFrameNumber", 0x0008, 0x1160)
    static let referencedObjects = DICOMAttribute("ReferencedSOPSequence", 0x0008, 0x1199)
    static let referencedImages = DICOMAttribute("ReferencedImageSequence", 0x0008, 0x1140)
    static let sourceImages = DICOMAttribute("SourceImageSequence", 0x0008, 0x2112)
    static let burnedInAnnotation = DICOMAttribute("BurnedInAnnotation", 0x0028, 0x0301)
    static let pageNumbers = DICOMAttribute("PageNumberVector", 0x0018, 0x2001)

    static let graphicAnnotations = DICOMAttribute("GraphicAnnotationSequence", 0x0070, 0x0001)
    static let unformattedText = DICOMAttribute("UnformattedTextValue", 0x0070, 0x0006)
    static let textObjects = DICOMAttribute("TextObjectSequence", 0x0070, 0x0008)
    static let graphicObjects = DICOMAttribute("GraphicObjectSequence", 0x0070, 0x0009)
    static let graphicData = DICOMAttribute("GraphicData", 0x0070, 0x0022)

    static let relationship = DICOMAttribute("RelationshipType", 0x0040, 0xA010)
    static let content = DICOMAttribute("ContentSequence", 0x0040, 0xA730)
    static let conceptName = DICOMAttribute("ConceptNameCodeSequence", 0x0040, 0xA043)
    static let conceptCode = DICOMAttribute("ConceptCodeSequence", 0x0040, 0xA168)
    static let textValue = DICOMAttribute("TextValue", 0x0040, 0xA160)
    static let identifierValue = DICOMAttribute("UID", 0x0040, 0xA124)
    static let measuredValue = DICOMAttribute("MeasuredValueSequence", 0x0040, 0xA300)
    static let numericValue = DICOMAttribute("NumericValue", 0x0040, 0xA30A)
    static let measurementUnits = DICOMAttribute("MeasurementUnitsCodeSequence", 0x0040, 0x08EA)
    static let codeValue = DICOMAttribute("CodeValue", 0x0008, 0x0100)
    static let codingScheme = DICOMAttribute("CodingSchemeDesignator", 0x0008, 0x0102)
    static let codeMeaning = DICOMAttribute("CodeMeaning", 0x0008, 0x0104)
}

extension DICOMFile.Item {
    /// Whether it refers to `source` and, in an instance of several frames, to that `frame`.
    func refers(to source: SourceHeader, frame: Int?) -> Bool {
        text(.referencedInstance) == source.sopInstanceUID
            && number(.referencedFrames).whole == (source.isMultiFrame ? frame : nil)
    }
}
