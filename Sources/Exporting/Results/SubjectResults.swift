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

    /// - Parameter plan: which segments there are.
    func segmentation(_ plan: SegmentPlan) -> ResultObject {
        ResultObject(.segmentation, SegmentationObject.sopClassUID, modules, of: subject) {
            () throws(DICOMWriteError) in
            try SegmentationWriter(
                modules: modules, subject: subject, plan: plan, pictures: pictures, number: number
            ).dataSet()
        } compare: { file throws(ResultGap) in
            try SegmentationCheck(subject: subject, plan: plan, pictures: pictures).check(file)
        }
    }

    func presentation() -> ResultObject? {
        guard subject.frames.contains(where: { !$0.record.nerves.isEmpty }) else { return nil }
        let writer = PresentationWriter(modules: modules, subject: subject, number: number)
        return ResultObject(.presentation, writer.sopClassUID, modules, of: subject) {
            () throws(DICOMWriteError) in
            try writer.dataSet()
        } compare: { file throws(ResultGap) in
            try PresentationCheck(subject: subject).check(file)
        }
    }

    func capture() throws(ResultGap) -> ResultObject? {
        let drawn = subject.frames.filter { frame in
            frame.record.files.overlay != nil
                && (modules.pseudonyms == nil || frame.record.isCroppedToRegion)
        }
        let chosen = CaptureAlbum.chosen(of: drawn, limit: maximumPictures)
        guard let album = try CaptureAlbum(of: chosen, pictures: pictures) else { return nil }
        let writer = CaptureWriter(
            modules: modules, subject: subject, album: album, number: number)
        return ResultObject(.capture, writer.sopClassUID, modules, of: subject) {
            () throws(DICOMWriteError) in
            try writer.dataSet()
        } compare: { file throws(ResultGap) in
            try CaptureCheck(album: album).check(file)
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
