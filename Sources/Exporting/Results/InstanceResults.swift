import DICOMFiles
import Reporting

/// The objects about one source instance; `nil` where there is nothing to show.
struct InstanceResults {
    let modules: ResultModules
    let source: SourceHeader
    let records: [ItemRecord]
    let pictures: any ResultPictures
    /// From 1, in each series of results.
    let number: Int

    func segmentation() throws(ResultGap) -> ResultObject? {
        let read = records.filter { $0.files.mask != nil }
        let writer = SegmentationWriter(
            modules: modules, source: source, records: read, number: number)
        let content = try writer.content(of: pictures)
        return try ResultObject(
            .segmentation, SegmentationObject.sopClassUID, modules, of: source
        ) { () throws(DICOMWriteError) in
            try writer.encoded(content)
        } check: { bytes throws(ResultGap) in
            try SegmentationCheck(source: source, records: read, masks: content.masks).check(bytes)
        }
    }

    func presentation() throws(ResultGap) -> ResultObject? {
        guard records.contains(where: { !$0.nerves.isEmpty }) else { return nil }
        let writer = PresentationWriter(
            modules: modules, source: source, records: records, number: number)
        return try ResultObject(.presentation, writer.sopClassUID, modules, of: source) {
            () throws(DICOMWriteError) in
            try writer.encoded()
        } check: { bytes throws(ResultGap) in
            try PresentationCheck(source: source, records: records).check(bytes)
        }
    }

    func capture() throws(ResultGap) -> ResultObject? {
        let drawn = records.filter { record in
            record.files.overlay != nil
                && (modules.pseudonyms == nil || record.isCroppedToRegion)
        }
        let chosen = CapturePicture.chosen(of: drawn, limit: CaptureWriter.maximumFrames)
        var captured: [CapturePicture] = []
        for record in chosen {
            guard let overlay = try pictures.overlay(of: record) else { continue }
            guard let picture = CapturePicture(overlay, frame: record.source.frame ?? 1) else {
                throw .picture(path: record.source.item, detail: "is not in colours")
            }
            captured.append(picture)
        }
        guard !captured.isEmpty else { return nil }
        let writer = CaptureWriter(
            modules: modules, source: source, pictures: captured, number: number)
        return try ResultObject(.capture, writer.sopClassUID, modules, of: source) {
            () throws(DICOMWriteError) in
            try writer.encoded()
        } check: { bytes throws(ResultGap) in
            try CaptureCheck(source: source, pictures: captured).check(bytes)
        }
    }
}

extension ItemRecord {
    /// Whether its annotated picture shows nothing but ultrasound: names stand outside of the regions
    /// that the scanner states.
    fileprivate var isCroppedToRegion: Bool {
        !OverlayCrop.trustedRegions(of: self).isEmpty
    }
}
