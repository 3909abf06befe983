import DICOMFiles

/// What pictures say about their own grey levels: without it a viewer that shows a presentation state
/// would forget the window.
struct GreyLevels {
    private let isInverted: Bool
    /// Intercept and slope; `nil` without, and where slices of a volume differ.
    private let rescale: [Double]?
    /// Centre and width of the first window, with the slices that have it; none where all lack one.
    private let windows: [(window: [Double], frames: [ResultSubject.Frame])]
    private let isForAll: Bool

    init(of subject: ResultSubject) {
        isInverted = subject.source.file.root.text(.photometricInterpretation) == "MONOCHROME1"
        let rescales = Set(
            subject.sources.map { Self.pair(of: $0, .rescaleIntercept, .rescaleSlope) })
        rescale = rescales.count == 1 ? rescales.first ?? nil : nil
        // A window is one of rescaled values.
        guard rescales.count == 1 else {
            (windows, isForAll) = ([], true)
            return
        }
        var windows: [(window: [Double], frames: [ResultSubject.Frame])] = []
        for frame in subject.frames {
            guard let window = Self.pair(of: frame.source, .windowCenter, .windowWidth),
                window[1] >= 1
            else { continue }
            if let place = windows.firstIndex(where: { $0.window == window }) {
                windows[place].frames.append(frame)
            } else {
                windows.append((window, [frame]))
            }
        }
        isForAll = windows.count == 1 && windows[0].frames.count == subject.frames.count
        self.windows = windows
    }

    private static func pair(
        of source: SourceHeader, _ first: DICOMAttribute, _ second: DICOMAttribute
    ) -> [Double]? {
        let values = [first, second].flatMap {
            source.file.root.numbers($0, limit: 1).filter(\.isFinite)
        }
        return values.count == 2 ? values : nil
    }

    var elements: [DICOMElement] {
        var elements: [DICOMElement] = [
            .text(0x2050, 0x0020, isInverted ? "INVERSE" : "IDENTITY")
        ]
        if let rescale {
            elements += [
                .number(0x0028, 0x1052, rescale[0]), .number(0x0028, 0x1053, rescale[1]),
                .text(0x0028, 0x1054, "US"),
            ]
        }
        let items = windows.map { window, frames -> [DICOMElement] in
            let images = DICOMElement(0x0008, 0x1140, .sequence(frames.map(\.reference)))
            return (isForAll ? [] : [images]) + [
                .number(0x0028, 0x1050, window[0]), .number(0x0028, 0x1051, window[1]),
            ]
        }
        if !items.isEmpty { elements.append(DICOMElement(0x0028, 0x3110, .sequence(items))) }
        return elements
    }
}
