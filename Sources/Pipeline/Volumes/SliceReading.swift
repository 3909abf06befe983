import Calibrating
import Geometry
import Ingesting
import StudyModel

/// Reads the pixels of a volume's slices.
struct SliceReading {
    private let reader: StudyReader
    /// By the name of the input.
    private let items: [String: InputItem]

    init(_ study: PlannedStudy, reader: StudyReader) {
        self.reader = reader
        items = Dictionary(
            study.inputs.map { ($0.item.input, $0.item) }, uniquingKeysWith: { first, _ in first })
    }

    /// A slice that can be read, or why it cannot.
    typealias Slice = (header: SliceHeader, frame: Result<CalibratedFrame, IngestError>)

    func slices(of headers: [SliceHeader]) -> [Slice] {
        var last: (input: String, file: Result<any SliceFile, IngestError>)?
        return headers.map { header in
            let file =
                last.flatMap { $0.input == header.input ? $0.file : nil } ?? file(of: header)
            last = (header.input, file)
            return (
                header,
                Result { () throws(IngestError) in try frame(header, of: file.get()) }
            )
        }
    }

    private func file(of header: SliceHeader) -> Result<any SliceFile, IngestError> {
        Result { () throws(IngestError) in
            guard let item = items[header.input] else { throw .missing(input: header.input) }
            return try reader.sliceFile(of: item)
        }
    }

    private func frame(
        _ header: SliceHeader, of file: any SliceFile
    ) throws(IngestError) -> CalibratedFrame {
        let spacing = header.plane.spacing
        var evidence = ScaleEvidence()
        evidence.pixelSpacing = StatedSpacing(
            betweenRows: spacing.betweenRows.value, betweenColumns: spacing.betweenColumns.value)
        var context = header.context
        context.sequence = MRSequenceKind(header.contrast)
        let frame = Frame(
            id: FrameID(
                input: header.input, sopInstanceUID: header.sopInstanceUID, number: header.frame),
            modality: .magneticResonance,
            luminance: try file.pixels(ofFrame: header.frame), evidence: evidence,
            placement: header.placement(of: 1), context: context)
        return Calibrator().calibrated(frame)
    }
}

extension SliceHeader {
    /// - Parameter count: frames of the file.
    func placement(of count: Int) -> FramePlacement {
        var placement = FramePlacement(numberOfFrames: count)
        placement.studyInstanceUID = studyInstanceUID
        placement.seriesInstanceUID = seriesInstanceUID
        placement.sopClassUID = sopClassUID
        placement.instanceNumber = instanceNumber
        return placement
    }
}
