import DICOMFiles
import StudyModel

/// Collects what a data set says about the scale of a frame. Nothing is judged: a value that is no
/// number becomes NaN, a missing integer -1.
struct DICOMEvidence {
    private let root: DICOMFile.Item

    init(_ root: DICOMFile.Item) { self.root = root }

    /// `frame` counts from 1; functional groups of the frame come before what all frames share.
    func evidence(frame: Int) -> ScaleEvidence {
        let places = root.places(ofFrame: frame)
        var evidence = ScaleEvidence()
        evidence.ultrasoundRegions =
            places.lazy.map { $0.items(.ultrasoundRegions) }.first { !$0.isEmpty }?
            .map(Self.region) ?? []
        evidence.pixelSpacing = Self.spacing(.pixelSpacing, in: places)
        evidence.imagerPixelSpacing = Self.spacing(.imagerPixelSpacing, in: places)
        evidence.nominalScannedPixelSpacing = Self.spacing(
            .nominalScannedPixelSpacing, in: places)
        return evidence
    }

    private static func spacing(
        _ attribute: DICOMAttribute, in places: [DICOMFile.Item]
    ) -> StatedSpacing? {
        guard let item = places.first(where: { $0.number(attribute) != .absent }) else {
            return nil
        }
        return StatedSpacing(
            betweenRows: item.number(attribute, at: 0).orNaN,
            betweenColumns: item.number(attribute, at: 1).orNaN)
    }

    private static func region(_ item: DICOMFile.Item) -> UltrasoundRegion {
        func attribute(_ element: UInt16) -> DICOMFile.Item.Number {
            item.number(DICOMAttribute("", 0x0018, element))
        }
        return UltrasoundRegion(
            minimumColumn: attribute(0x6018).orMinusOne, minimumRow: attribute(0x601A).orMinusOne,
            maximumColumn: attribute(0x601C).orMinusOne, maximumRow: attribute(0x601E).orMinusOne,
            unitsAcrossColumns: attribute(0x6024).orMinusOne,
            unitsAcrossRows: attribute(0x6026).orMinusOne,
            deltaAcrossColumns: attribute(0x602C).orNaN, deltaAcrossRows: attribute(0x602E).orNaN,
            spatialFormat: attribute(0x6012).orMinusOne, dataType: attribute(0x6014).orMinusOne)
    }
}

extension DICOMFile.Item.Number {
    fileprivate var orNaN: Double {
        if case .value(let value) = self { value } else { .nan }
    }

    fileprivate var orMinusOne: Int {
        if case .value(let value) = self { Int(exactly: value) ?? -1 } else { -1 }
    }
}
