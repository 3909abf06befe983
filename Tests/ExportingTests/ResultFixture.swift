import Anatomy
import DICOMFiles
import Foundation
import Geometry
import ImageCodecs
import Phantoms
import Raster
import Reporting
import StudyModel
import Testing
import Tracing

@testable import Exporting

/// A simulated recording on disk and records of what was found in it.
final class ResultFixture {
    let path: String
    var records: [ItemRecord]
    let size: PlaneSize

    init(frames: Int = 1) throws {
        let phantom = try PhantomWriterTests.phantom(frames: frames)
        size = phantom.conversion.size
        let file = FileManager.default.temporaryDirectory
            .appending(path: UUID().uuidString + ".dcm")
        try Data(SimulatedImage(of: phantom, calibrated: true).encoded()).write(to: file)
        path = file.path
        records = try (1...frames).map(Self.record)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Every third frame shows nothing.
    private static func record(frame: Int) throws -> ItemRecord {
        var source = ItemSource(item: "study/series/000\(frame)", input: "a.dcm")
        source.frame = frame
        var record = ItemRecord(
            source: source, status: frame % 3 == 2 ? .abstained : .measured)
        record.files = ItemFiles(mask: "\(frame).mask.png", overlay: "\(frame).overlay.png")
        if record.status == .abstained {
            record.reason = ItemReason(.noCandidate)
            return record
        }
        var context = AcquisitionContext()
        context.laterality = .left
        context.level = .piriformis
        record.nerves = [NerveRecord(try measurement(frame: frame), context: context)]
        record.flags = [.anisotropicSpacing]
        let track = TrackRecord(
            series: "s", rank: 1, inMillimetres: true, reference: .probe, points: [])
        var point = TrackRecord.Point(frame: frame, timeMilliseconds: nil)
        point.acrossColumns = 1.25
        point.acrossRows = -0.5
        record.cine = CinePlace(point, of: track, rank: 1)
        return record
    }

    private static func measurement(frame: Int) throws -> NerveMeasurement {
        let corner = 20.25 + Double(frame)
        let outline = try Outline(
            closing: [(0.0, 0.0), (20, 1), (22, 9), (3, 12)].map {
                PixelPoint(column: corner + $0.0, row: corner + $0.1)
            })
        return NerveMeasurement(
            nerve: NerveOutline(
                frame: FrameID(input: "a.dcm", number: frame), outline: outline,
                provenance: .seeded, convention: .outerBorderWithEchogenicRim, rank: 1,
                confidence: 0.873),
            calibration: .unknown(.noEvidence),
            quantities: [
                .crossSectionalArea: Quantity(52.34, interval: 47.01...57.99),
                .echoMean: Quantity(98.2), .echoStandardDeviation: Quantity(31.1),
                .areaInPixels: Quantity(210), .flatteningRatio: Quantity(1.786),
            ], flags: [.gainDependent])
    }

    var header: SourceHeader {
        get throws { try SourceHeader(path: path, limit: 1 << 20) }
    }

    func subject(_ records: [ItemRecord]? = nil) throws -> ResultSubject {
        ResultSubject(instance: try header, records: records ?? self.records)
    }

    func content(_ records: [ItemRecord], version: String = "1") throws -> ReportContent {
        try ReportContent(
            [subject(records)], plans: [:], identity: Self.identity(version: version))
    }

    func modules(version: String = "1") throws -> ResultModules {
        ResultModules(
            identity: Self.identity(version: version), source: try header, moment: .unknown,
            pseudonyms: nil)
    }

    static func identity(version: String = "1") -> ResultIdentity {
        ResultIdentity(
            run: RunRecord(
                toolVersion: version, kernelTier: "base",
                models: [
                    ModelRecord(
                        name: "m", sha256: String(repeating: "ab", count: 32), convention: "c")
                ], parameters: ["nerve": "any"]), digest: "digest " + version)
    }

    /// An object as it was written, and checked.
    struct Made {
        let kind: ResultKind
        let sopInstanceUID: String
        let bytes: [UInt8]
    }

    func results(version: String = "1") throws -> [Made] {
        let results = try StudyResults(
            of: [ResultSource(path: path, records: records)],
            identity: Self.identity(version: version), pictures: pictures, limit: 1 << 20)
        var objects: [ResultObject] = []
        try results.make { (object) throws(ResultFailure<Never>) in objects.append(object) }
        return try objects.map { object in
            var bytes: [UInt8] = []
            try object.write {
                bytes += $0
                return true
            }
            let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
            defer { try? FileManager.default.removeItem(at: file) }
            try Data(bytes).write(to: file)
            try object.check(file.path)
            return Made(kind: object.kind, sopInstanceUID: object.sopInstanceUID, bytes: bytes)
        }
    }

    var pictures: FixturePictures { FixturePictures(size: size, hasVessel: records.count > 1) }
}

/// Masks with the outlines filled, and drawings whose colours tell the frame; heights differ.
struct FixturePictures: ResultPictures {
    let size: PlaneSize
    let hasVessel: Bool
    /// A pixel that is said to be nerve besides.
    var added: Int?
    /// Of the last sample of every drawing.
    var brightening: UInt8 = 0

    func mask(of record: ItemRecord) throws(ResultGap) -> LabelPlane {
        var mask = LabelPlane(size: size, filledWith: 0)
        for nerve in record.nerves {
            if let outline = try? Outline(closing: nerve.outline) { mask.fill(outline, with: 1) }
        }
        if hasVessel { mask.samples[7] = MaskLabel.vessel }
        if let added { mask.samples[added] = MaskLabel.nerve }
        return mask
    }

    func overlay(of record: ItemRecord) throws(ResultGap) -> InterleavedImage? {
        let frame = UInt8(record.source.frame ?? 0)
        guard let size = PlaneSize(columns: 5, rows: 3 + Int(frame % 2)) else { return nil }
        var samples: [UInt8] = (0..<size.count).flatMap { [frame, UInt8($0), 200] }
        samples[samples.count - 1] += brightening
        return InterleavedImage(size: size, channels: .rgb, samples: .eight(samples))
    }
}
