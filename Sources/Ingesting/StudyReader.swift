import StudyModel

/// Opens inputs by their content.
package struct StudyReader: Sendable {
    package let limits: IngestLimits
    /// `--spacing`: passed on as evidence of every frame.
    package let operatorSpacing: StatedSpacing?

    package init(limits: IngestLimits = .standard, operatorSpacing: StatedSpacing? = nil) {
        self.limits = limits
        self.operatorSpacing = operatorSpacing
    }

    /// - Throws: `IngestError` when the file, its header or its sidecar cannot be read. Pixels are
    ///   decoded by `FrameSource.frame(at:)`, which throws for each frame by itself.
    package func open(_ item: InputItem) throws(IngestError) -> OpenedInput {
        switch try format(of: item) {
        case .png, .jpeg:
            .frames(try RasterSource(item, reader: self))
        case .dicom:
            try openDICOM(item)
        case .nifti, .gzip:
            try openNIfTI(item)
        case .unsupported(let name):
            throw .unsupportedFormat(input: item.input, found: name)
        case .unknown:
            throw .notAnImage(input: item.input)
        }
    }

    func format(of item: InputItem) throws(IngestError) -> FileFormat {
        if let known = item.format { return known }
        return try FileFormat(of: item)
    }
}
