import DICOMFiles
import Reporting

/// The objects about one instance or volume; `nil` where there is nothing to show.
struct SubjectResults {
    let modules: ResultModules
    let subject: ResultSubject
    let pictures: any ResultPictures
    /// From 1, in each series of results.
    let number: Int

    /// Of a longer cine or volume so many pictures are taken, evenly spaced.
    private var maximumPictures: Int { subject.volume == nil ? 50 : 100 }

    /// - Parameter note: told which segments there are.
    func segmentation(_ note: (SegmentPlan) -> Void) throws(ResultGap) -> ResultObject? {
        let writer = SegmentationWriter(modules: modules, subject: subject, number: number)
        let content = try writer.content(of: pictures)
        note(content.plan)
        return try ResultObject(
            .segmentation, SegmentationObject.sopClassUID, modules, of: subject
        ) { () throws(DICOMWriteError) in
            try writer.encoded(content)
        } check: { bytes throws(ResultGap) in
            try SegmentationCheck(subject: subject, digests: content.digests).check(bytes)
        }
    }

    func presentation() throws(ResultGap) -> ResultObject? {
        guard subject.frames.contains(where: { !$0.record.nerves.isEmpty }) else { return nil }
        let writer = PresentationWriter(modules: modules, subject: subject, number: number)
        return try ResultObject(.presentation, writer.sopClassUID, modules, of: subject) {
            () throws(DICOMWriteError) in
            try writer.encoded()
        } check: { bytes throws(ResultGap) in
            try PresentationCheck(subject: subject).check(bytes)
        }
    }

    func capture() throws(ResultGap) -> ResultObject? {
        let drawn = subject.frames.filter { frame in
            frame.record.files.overlay != nil
                && (modules.pseudonyms == nil || frame.record.isCroppedToRegion)
        }
        let chosen = CapturePicture.chosen(of: drawn, limit: maximumPictures)
        var captured: [CapturePicture] = []
        for frame in chosen {
            guard let overlay = try pictures.overlay(of: frame.record) else { continue }
            guard let picture = CapturePicture(overlay, frame: frame.number) else {
                throw .picture(path: frame.record.source.item, detail: "is not in colours")
            }
            captured.append(picture)
        }
        guard !captured.isEmpty else { return nil }
        let writer = CaptureWriter(
            modules: modules, subject: subject, pictures: captured, number: number)
        return try ResultObject(.capture, writer.sopClassUID, modules, of: subject) {
            () throws(DICOMWriteError) in
            try writer.encoded()
        } check: { bytes throws(ResultGap) in
            try CaptureCheck(subject: subject, pictures: captured).check(bytes)
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
