/// An attribute by keyword and tag, as PS3.6 writes them.
package struct DICOMAttribute: Hashable, Sendable {
    package let keyword: String
    package let group: UInt16
    package let element: UInt16

    package init(_ keyword: String, _ group: UInt16, _ element: UInt16) {
        self.keyword = keyword
        self.group = group
        self.element = element
    }

    package var text: String {
        "\(keyword) (\(Self.hexadecimal(group)),\(Self.hexadecimal(element)))"
    }

    private static func hexadecimal(_ value: UInt16) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: 4 - digits.count) + digits
    }
}

extension DICOMAttribute {
    static let sopClassUID = DICOMAttribute("SOPClassUID", 0x0008, 0x0016)
    static let sopInstanceUID = DICOMAttribute("SOPInstanceUID", 0x0008, 0x0018)
    static let modality = DICOMAttribute("Modality", 0x0008, 0x0060)
    static let studyInstanceUID = DICOMAttribute("StudyInstanceUID", 0x0020, 0x000D)
    static let seriesInstanceUID = DICOMAttribute("SeriesInstanceUID", 0x0020, 0x000E)
    static let instanceNumber = DICOMAttribute("InstanceNumber", 0x0020, 0x0013)

    static let manufacturer = DICOMAttribute("Manufacturer", 0x0008, 0x0070)
    static let model = DICOMAttribute("ManufacturerModelName", 0x0008, 0x1090)
    static let frameTime = DICOMAttribute("FrameTime", 0x0018, 0x1063)
    static let frameTimeVector = DICOMAttribute("FrameTimeVector", 0x0018, 0x1065)
    static let transducerData = DICOMAttribute("TransducerData", 0x0018, 0x5010)
    static let regionDataType = DICOMAttribute("RegionDataType", 0x0018, 0x6014)
    static let transducerFrequency = DICOMAttribute("TransducerFrequency", 0x0018, 0x6030)
    static let laterality = DICOMAttribute("Laterality", 0x0020, 0x0060)
    static let imageLaterality = DICOMAttribute("ImageLaterality", 0x0020, 0x0062)

    static let samplesPerPixel = DICOMAttribute("SamplesPerPixel", 0x0028, 0x0002)
    static let photometricInterpretation = DICOMAttribute(
        "PhotometricInterpretation", 0x0028, 0x0004)
    static let planarConfiguration = DICOMAttribute("PlanarConfiguration", 0x0028, 0x0006)
    static let numberOfFrames = DICOMAttribute("NumberOfFrames", 0x0028, 0x0008)
    static let rows = DICOMAttribute("Rows", 0x0028, 0x0010)
    static let columns = DICOMAttribute("Columns", 0x0028, 0x0011)
    static let bitsAllocated = DICOMAttribute("BitsAllocated", 0x0028, 0x0100)
    static let bitsStored = DICOMAttribute("BitsStored", 0x0028, 0x0101)
    static let highBit = DICOMAttribute("HighBit", 0x0028, 0x0102)
    static let pixelRepresentation = DICOMAttribute("PixelRepresentation", 0x0028, 0x0103)
    static let windowCenter = DICOMAttribute("WindowCenter", 0x0028, 0x1050)
    static let windowWidth = DICOMAttribute("WindowWidth", 0x0028, 0x1051)
    static let rescaleIntercept = DICOMAttribute("RescaleIntercept", 0x0028, 0x1052)
    static let rescaleSlope = DICOMAttribute("RescaleSlope", 0x0028, 0x1053)
    static let paletteDescriptors = [
        DICOMAttribute("RedPaletteColorLookupTableDescriptor", 0x0028, 0x1101),
        DICOMAttribute("GreenPaletteColorLookupTableDescriptor", 0x0028, 0x1102),
        DICOMAttribute("BluePaletteColorLookupTableDescriptor", 0x0028, 0x1103),
    ]
    static let paletteData = [
        DICOMAttribute("RedPaletteColorLookupTableData", 0x0028, 0x1201),
        DICOMAttribute("GreenPaletteColorLookupTableData", 0x0028, 0x1202),
        DICOMAttribute("BluePaletteColorLookupTableData", 0x0028, 0x1203),
    ]
    static let segmentedPaletteData = [
        DICOMAttribute("SegmentedRedPaletteColorLookupTableData", 0x0028, 0x1221),
        DICOMAttribute("SegmentedGreenPaletteColorLookupTableData", 0x0028, 0x1222),
        DICOMAttribute("SegmentedBluePaletteColorLookupTableData", 0x0028, 0x1223),
    ]
    static let pixelData = DICOMAttribute("PixelData", 0x7FE0, 0x0010)

    static let pixelSpacing = DICOMAttribute("PixelSpacing", 0x0028, 0x0030)
    static let imagerPixelSpacing = DICOMAttribute("ImagerPixelSpacing", 0x0018, 0x1164)
    static let nominalScannedPixelSpacing = DICOMAttribute(
        "NominalScannedPixelSpacing", 0x0018, 0x2010)
    static let pixelMeasures = DICOMAttribute("PixelMeasuresSequence", 0x0028, 0x9110)
    static let sharedGroups = DICOMAttribute(
        "SharedFunctionalGroupsSequence", 0x5200, 0x9229)
    static let perFrameGroups = DICOMAttribute(
        "PerFrameFunctionalGroupsSequence", 0x5200, 0x9230)
    static let ultrasoundRegions = DICOMAttribute(
        "SequenceOfUltrasoundRegions", 0x0018, 0x6011)
    static let directoryRecords = DICOMAttribute("DirectoryRecordSequence", 0x0004, 0x1220)
    static let referencedFile = DICOMAttribute("ReferencedFileID", 0x0004, 0x1500)
}
