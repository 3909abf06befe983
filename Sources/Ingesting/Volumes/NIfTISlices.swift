import Geometry
import ImageCodecs
import Raster

extension StudyReader {
    /// The slices along the third axis of a NIfTI volume, none of them decoded. Their contrast is what a
    /// sidecar states.
    ///
    /// - Throws: `IngestError` when the file or its sidecar cannot be read, has several volumes, or
    ///   contradicts itself about its place.
    func openNIfTI(_ item: InputItem) throws(IngestError) -> OpenedInput {
        let bytes = try volumeBytes(of: item)
        let volume = try decoded(item) { () throws(CodecError) in
            try NIfTIVolume.decodeHeader(bytes)
        }
        guard volume.counts.dropFirst(3).allSatisfy({ $0 == 1 }) else {
            throw .codec(
                input: item.input,
                .unsupported(.nifti, detail: "more than three axes; one volume a file is read"))
        }
        let contrast = try BIDSSidecar.read(for: item, limits: limits)
        do throws(NIfTIConflict) {
            return .slices(try Self.slices(of: volume, input: item.input, contrast))
        } catch {
            throw .placement(input: item.input, error)
        }
    }

    fileprivate func volumeBytes(of item: InputItem) throws(IngestError) -> [UInt8] {
        try FileSystem.bytes(of: item.path, input: item.input, allowed: limits.maximumVolumeBytes)
    }

    /// A gzip file that holds something else is named as what it is.
    fileprivate func decoded<Value>(
        _ item: InputItem, _ body: () throws(CodecError) -> Value
    ) throws(IngestError) -> Value {
        do throws(CodecError) {
            return try body()
        } catch {
            guard case .corrupt = error, try format(of: item) == .gzip else {
                throw .codec(input: item.input, error)
            }
            throw .unsupportedFormat(input: item.input, found: "gzip")
        }
    }

    private static func slices(
        of volume: NIfTIVolume, input: String, _ sidecar: BIDSSidecar
    ) throws(NIfTIConflict) -> [SliceHeader] {
        let transform = try volume.placement
        let scale = volume.unit.millimetres ?? 1
        func place(_ column: Double, _ row: Double, _ slice: Double) -> PatientPoint {
            PatientPoint(scanner: transform.position([column, row, slice]), scale: scale)
        }
        let along = place(1, 0, 0) - place(0, 0, 0)
        let down = place(0, 1, 0) - place(0, 0, 0)
        guard
            let spacing = PixelSpacing(betweenRows: down.length, betweenColumns: along.length)
        else { throw .axesNotOrthogonal }
        var headers: [SliceHeader] = []
        for slice in 0..<volume.count(along: 2) {
            let plane = SlicePlane(
                origin: place(0, 0, Double(slice)), alongRow: (1 / along.length) * along,
                alongColumn: (1 / down.length) * down, spacing: spacing)
            guard let plane else { throw .axesNotOrthogonal }
            headers.append(
                SliceHeader(
                    input: input, frame: slice + 1, studyInstanceUID: nil, seriesInstanceUID: nil,
                    frameOfReferenceUID: nil, sopInstanceUID: nil, sopClassUID: nil,
                    instanceNumber: nil, columns: volume.count(along: 0),
                    rows: volume.count(along: 1), plane: plane,
                    sliceThickness: sidecar.sliceThickness, contrast: sidecar.contrast,
                    context: sidecar.context))
        }
        return headers
    }
}

extension PatientPoint {
    /// NIfTI counts to the right, forwards and up where DICOM counts to the left, backwards and up.
    fileprivate init(scanner position: [Double], scale: Double) {
        self.init(
            left: -scale * position[0], posterior: -scale * position[1],
            superior: scale * position[2])
    }
}

/// Values with the file's slope and intercept applied.
struct NIfTISliceFile: SliceFile {
    private let volume: NIfTIVolume
    private let size: PlaneSize

    /// More grey levels than labels have.
    private static let fewestLevels = 65

    /// - Throws: `IngestError` when the file cannot be decoded, or holds labels instead of grey levels.
    init(_ item: InputItem, reader: StudyReader) throws(IngestError) {
        let bytes = try reader.volumeBytes(of: item)
        volume = try reader.decoded(item) { () throws(CodecError) in
            try NIfTIVolume.decode(bytes)
        }
        guard
            let size = PlaneSize(columns: volume.count(along: 0), rows: volume.count(along: 1))
        else { preconditionFailure("the decoder takes positive counts only") }
        self.size = size
        if let detail = Self.fault(of: volume.samples) {
            throw .codec(input: item.input, .unsupported(.nifti, detail: detail))
        }
    }

    /// Why samples are no grey levels; `nil` when they are.
    private static func fault(of samples: [Float]) -> String? {
        guard samples.allSatisfy(\.isFinite) else {
            return "a value is no finite number; replace those by 0"
        }
        var levels: Set<Float> = []
        for sample in samples {
            levels.insert(sample)
            if levels.count == fewestLevels { return nil }
        }
        return "\(levels.count) different values, as masks have; a picture has more"
    }

    func pixels(ofFrame frame: Int) throws(IngestError) -> Plane<Float> {
        let start = (frame - 1) * size.count
        return Plane(size: size, samples: Array(volume.samples[start..<start + size.count]))
    }
}
