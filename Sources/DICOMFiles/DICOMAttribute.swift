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

    package var tag: DICOMTag { DICOMTag(group, element) }

    package var text: String {
        "\(keyword) (\(Self.hexadecimal(group)),\(Self.hexadecimal(element)))"
    }

    private static func hexadecimal(_ value: UInt16) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: 4 - digits.count) + digits
    }
}

extension DICOMAttribute {
    package static let sopClassUID = DICOMAttribute("SOPClassUID", 0x0008, 0x0016)
    package static let sopInstanceUID = DICOMAttribute("SOPInstanceUID", 0x0008, 0x0018)
    package static let modality = DICOMAttribute("Modality", 0x0008, 0x0060)
    package static let studyInstanceUID = DICOMAttribute("StudyInstanceUID", 0x0020, 0x000D)
    package static let seriesInstanceUID = DICOMAttribute("SeriesInstanceUID", 0x0020, 0x000E)
    package static let instanceNumber = DICOMAttribute("InstanceNumber", 0x0020, 0x0013)

    package static let patientID = DICOMAttribute("PatientID", 0x0010, 0x0020)
    package static let manufacturer = DICOMAttribute("Manufacturer", 0x0008, 0x0070)
    package static let model = DICOMAttribute("ManufacturerModelName", 0x0008, 0x1090)
    package static let frameTime = DICOMAttribute("FrameTime", 0x0018, 0x1063)
    package static let frameTimeVector = DICOMAttribute("FrameTimeVector", 0x0018, 0x1065)
    package static let transducerData = DICOMAttribute("TransducerData", 0x0018, 0x5010)
    package static let regionDataType = DICOMAttribute("RegionDataType", 0x0018, 0x6014)
    package static let transducerFrequency = DICOMAttribute("TransducerFrequency", 0x0018, 0x6030)
    package static let laterality = DICOMAttribute("Laterality", 0x0020, 0x0060)
    package static let imageLaterality = DICOMAttribute("ImageLaterality", 0x0020, 0x0062)

    package static let samplesPerPixel = DICOMAttribute("SamplesPerPixel", 0x0028, 0x0002)
    package static let photometricInterpretation = DICOMAttribute(
        "PhotometricInterpretation", 0x0028, 0x0004)
    package static let planarConfiguration = DICOMAttribute("PlanarConfiguration", 0x0028, 0x0006)
    package static let numberOfFrames = DICOMAttribute("NumberOfFrames", 0x0028, 0x0008)
    package static let rows = DICOMAttribute("Rows", 0x0028, 0x0010)
    package static let columns = DICOMAttribute("Columns", 0x0028, 0x0011)
    package static let bitsAllocated = DICOMAttribute("BitsAllocated", 0x0028, 0x0100)
    package static let bitsStored = DICOMAttribute("BitsStored", 0x0028, 0x0101)
    package static let highBit = DICOMAttribute("HighBit", 0x0028, 0x0102)
    package static let pixelRepresentation = DICOMAttribute("PixelRepresentation", 0x0028, 0x0103)
    package static let windowCenter = DICOMAttribute("WindowCenter", 0x0028, 0x1050)
    package static let windowWidth = DICOMAttribute("WindowWidth", 0x0028, 0x1051)
    package static let rescaleIntercept = DICOMAttribute("RescaleIntercept", 0x0028, 0x1052)
    package static let rescaleSlope = DICOMAttribute("RescaleSlope", 0x0028, 0x1053)
    package static let paletteDescriptors = [
        DICOMAttribute("RedPaletteColorLookupTableDescriptor", 0x0028, 0x1101),
        DICOMAttribute("GreenPaletteColorLookupTableDescriptor", 0x0028, 0x1102),
        DICOMAttribute("BluePaletteColorLookupTableDescriptor", 0x0028, 0x1103),
    ]
    package static let paletteData = [
        DICOMAttribute("RedPaletteColorLookupTableData", 0x0028, 0x1201),
        DICOMAttribute("GreenPaletteColorLookupTableData", 0x0028, 0x1202),
        DICOMAttribute("BluePaletteColorLookupTableData", 0x0028, 0x1203),
    ]
    package static let segmentedPaletteData = [
        DICOMAttribute("SegmentedRedPaletteColorLookupTableData", 0x0028, 0x1221),
        DICOMAttribute("SegmentedGreenPaletteColorLookupTableData", 0x0028, 0x1222),
        DICOMAttribute("SegmentedBluePaletteColorLookupTableData", 0x0028, 0x1223),
    ]
    package static let pixelData = DICOMAttribute("PixelData", 0x7FE0, 0x0010)

    package static let pixelSpacing = DICOMAttribute("PixelSpacing", 0x0028, 0x0030)
    package static let imagerPixelSpacing = DICOMAttribute("ImagerPixelSpacing", 0x0018, 0x1164)
    package static let nominalScannedPixelSpacing = DICOMAttribute(
        "NominalScannedPixelSpacing", 0x0018, 0x2010)
    package static let pixelMeasures = DICOMAttribute("PixelMeasuresSequence", 0x0028, 0x9110)
    package static let sharedGroups = DICOMAttribute(
        "SharedFunctionalGroupsSequence", 0x5200, 0x9229)
    package static let perFrameGroups = DICOMAttribute(
        "PerFrameFunctionalGroupsSequence", 0x5200, 0x9230)
    package static let ultrasoundRegions = DICOMAttribute(
        "SequenceOfUltrasoundRegions", 0x0018, 0x6011)
    package static let directoryRecords = DICOMAttribute("DirectoryRecordSequence", 0x0004, 0x1220)
    package static let referencedFile = DICOMAttribute("ReferencedFileID", 0x0004, 0x1500)
}
