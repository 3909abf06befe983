import DICOMFiles
import Geometry
import Raster

extension DICOMAttribute {
    static let imageType = DICOMAttribute("ImageType", 0x0008, 0x0008)
    static let frameType = DICOMAttribute("FrameType", 0x0008, 0x9007)
    static let scanOptions = DICOMAttribute("ScanOptions", 0x0018, 0x0022)
    static let sequenceName = DICOMAttribute("SequenceName", 0x0018, 0x0024)
    static let sliceThickness = DICOMAttribute("SliceThickness", 0x0018, 0x0050)
    static let repetitionTime = DICOMAttribute("RepetitionTime", 0x0018, 0x0080)
    static let echoTime = DICOMAttribute("EchoTime", 0x0018, 0x0081)
    static let inversionTime = DICOMAttribute("InversionTime", 0x0018, 0x0082)
    static let effectiveEchoTime = DICOMAttribute("EffectiveEchoTime", 0x0018, 0x9082)
    static let diffusionBValue = DICOMAttribute("DiffusionBValue", 0x0018, 0x9087)
    static let diffusionGradient = DICOMAttribute(
        "DiffusionGradientOrientation", 0x0018, 0x9089)
    static let imagePosition = DICOMAttribute("ImagePositionPatient", 0x0020, 0x0032)
    static let imageOrientation = DICOMAttribute("ImageOrientationPatient", 0x0020, 0x0037)
    static let frameOfReference = DICOMAttribute("FrameOfReferenceUID", 0x0020, 0x0052)
    static let temporalPosition = DICOMAttribute(
        "TemporalPositionIdentifier", 0x0020, 0x0100)
    static let temporalPositionIndex = DICOMAttribute(
        "TemporalPositionIndex", 0x0020, 0x9128)
}

extension SliceHeader {
    /// - Parameter frame: counts from 1.
    /// - Throws: `DICOMProblem` when the place of the frame is not stated or cannot be.
    init(
        _ root: DICOMFile.Item, size: PlaneSize, input: String, frame: Int
    ) throws(DICOMProblem) {
        let places = root.places(ofFrame: frame)
        self.input = input
        self.frame = frame
        studyInstanceUID = try Self.required(.studyInstanceUID, in: root)
        seriesInstanceUID = try Self.required(.seriesInstanceUID, in: root)
        frameOfReferenceUID = root.text(.frameOfReference)
        sopInstanceUID = root.text(.sopInstanceUID)
        sopClassUID = root.text(.sopClassUID)
        instanceNumber = root.text(.instanceNumber).flatMap(Int.init)
        columns = size.columns
        rows = size.rows
        plane = try Self.plane(places)
        sliceThickness = places.number(.sliceThickness)
        contrast = MRContrast(places)
        context.manufacturer = root.text(.manufacturer)
        context.model = root.text(.model)
    }

    private static func required(
        _ attribute: DICOMAttribute, in root: DICOMFile.Item
    ) throws(DICOMProblem) -> String {
        guard let text = root.text(attribute) else { throw .missingAttribute(attribute) }
        return text
    }

    private static func plane(_ places: [DICOMFile.Item]) throws(DICOMProblem) -> SlicePlane {
        let position = try values(.imagePosition, count: 3, in: places)
        let directions = try values(.imageOrientation, count: 6, in: places)
        let distances = try values(.pixelSpacing, count: 2, in: places)
        guard let spacing = PixelSpacing(betweenRows: distances[0], betweenColumns: distances[1])
        else {
            throw .invalidAttribute(
                .pixelSpacing, found: words(distances), allowed: "two numbers above 0")
        }
        let plane = SlicePlane(
            origin: PatientPoint(position[...]), alongRow: PatientPoint(directions[..<3]),
            alongColumn: PatientPoint(directions[3...]), spacing: spacing)
        guard let plane else {
            throw .invalidAttribute(
                .imageOrientation, found: words(directions),
                allowed: "two unit vectors at right angles")
        }
        return plane
    }

    private static func values(
        _ attribute: DICOMAttribute, count: Int, in places: [DICOMFile.Item]
    ) throws(DICOMProblem) -> [Double] {
        guard let place = places.first(stating: attribute) else {
            throw .missingAttribute(attribute)
        }
        let values = place.numbers(attribute, limit: count + 1)
        guard values.count == count, values.allSatisfy(\.isFinite) else {
            throw .invalidAttribute(
                attribute, found: place.text(attribute).map { "\($0) …" } ?? "nothing",
                allowed: "\(count) numbers")
        }
        return values
    }

    private static func words(_ values: [Double]) -> String {
        values.map { "\($0)" }.joined(separator: "\\")
    }
}

extension PatientPoint {
    fileprivate init(_ values: ArraySlice<Double>) {
        let values = Array(values)
        self.init(left: values[0], posterior: values[1], superior: values[2])
    }
}

extension MRContrast {
    init(_ places: [DICOMFile.Item]) {
        self.init()
        echoTime = places.number(.effectiveEchoTime) ?? places.number(.echoTime)
        repetitionTime = places.number(.repetitionTime)
        inversionTime = places.number(.inversionTime)
        diffusionBValue = places.number(.diffusionBValue)
        if let place = places.first(stating: .diffusionGradient) {
            diffusionGradient = place.numbers(.diffusionGradient, limit: 3)
        }
        let time = places.number(.temporalPositionIndex) ?? places.number(.temporalPosition)
        temporalPosition = time.flatMap { Int(exactly: $0) }
        sequenceName = places.text(.sequenceName)
        scanOptions = places.texts(.scanOptions)
        let type: DICOMAttribute =
            places.first(stating: .frameType) == nil ? .imageType : .frameType
        imageType = Array(places.texts(type).dropFirst(2))
    }
}
