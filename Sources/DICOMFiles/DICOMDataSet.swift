internal import CDICOM

/// A data set under construction, held by DCMTK. One thread at a time.
@safe package final class DICOMDataSet {
    package enum TransferSyntax {
        case explicitLittleEndian
        /// Pixels by runs, one fragment per frame.
        case runLength
    }

    /// Derived from the name of the tool, so that it never changes.
    package static let implementationClassUID = UniqueIdentifier.derived(from: "nerve-measure").text
    package static let implementationVersionName = "NERVE_MEASURE"

    private let handle: OpaquePointer
    private let root: OpaquePointer
    private var pixels: PixelStream?

    package init() throws(DICOMWriteError) {
        var writer: OpaquePointer?
        var error = cd_error()
        let code = unsafe cd_create(&writer, &error)
        guard code == CD_OK, let created = unsafe writer, let item = unsafe cd_writer_root(created)
        else { throw Self.problem(code, error) }
        unsafe handle = unsafe created
        unsafe root = unsafe item
    }

    deinit { unsafe cd_discard(handle) }

    /// Puts attributes in any order; one that is there already is replaced, but items of a sequence
    /// are added to those there are.
    package func put(_ elements: [DICOMElement]) throws(DICOMWriteError) {
        unsafe try put(elements, into: root)
    }

    /// Puts native pixel data of 1 or 8 bits allocated that are made when the data set is written.
    package func put(_ pixels: PixelStream) throws(DICOMWriteError) {
        self.pixels = pixels
        try check { error in
            unsafe cd_put_pixel_source(
                root, pixels.byteCount,
                { context, offset, buffer, count in
                    guard let context = unsafe context, let buffer = unsafe buffer else { return 1 }
                    let pixels = unsafe Unmanaged<PixelStream>.fromOpaque(context)
                        .takeUnretainedValue()
                    var place = 0
                    let isMade = pixels.read(from: Int(offset), count: count) { bytes in
                        for byte in bytes {
                            unsafe buffer[place] = byte
                            place += 1
                        }
                    }
                    return isMade ? 0 : 1
                }, Unmanaged.passUnretained(pixels).toOpaque(), &error)
        }
    }

    /// What kept the pixels of a stream from being made.
    package var pixelFailure: (any Error)? { pixels?.failure }

    /// Puts attributes as they stand in another data set, lawful or not, values and character set
    /// alike; those that it lacks stay as they are.
    package func copy(_ tags: [DICOMTag], from source: DICOMFile.Item) throws(DICOMWriteError) {
        for tag in tags {
            var error = cd_error()
            let code = unsafe cd_copy(root, tag.code, source.pointer, &error)
            guard code == CD_OK || code == CD_ABSENT else { throw Self.problem(code, error) }
        }
    }

    /// The bytes of a file. The same calls give the same bytes.
    package func file(as syntax: TransferSyntax) throws(DICOMWriteError) -> [UInt8] {
        var bytes: [UInt8] = []
        try write(as: syntax) {
            bytes += $0
            return true
        }
        return bytes
    }

    /// The same, handed to `take` piece by piece, until it wants no more and returns `false`: that is an
    /// error, too.
    package func write(
        as syntax: TransferSyntax, to take: ([UInt8]) -> Bool
    ) throws(DICOMWriteError) {
        try encode(
            as: syntax, by: Self.implementationClassUID, Self.implementationVersionName, to: take)
    }

    /// The bytes of the data set alone.
    package func content() throws(DICOMWriteError) -> [UInt8] {
        var bytes: [UInt8] = []
        try encode(as: .explicitLittleEndian, by: nil, nil) {
            bytes += $0
            return true
        }
        return bytes
    }

    private func encode(
        as syntax: TransferSyntax, by uid: String?, _ name: String?, to take: ([UInt8]) -> Bool
    ) throws(DICOMWriteError) {
        let code = syntax == .runLength ? CD_RLE_LOSSLESS : CD_EXPLICIT_LITTLE_ENDIAN
        try check { error in
            unsafe ByteSink.with(take) { function, context in
                unsafe cd_encode(handle, Int32(code), uid, name, function, context, &error)
            }
        }
        // DCMTK goes on without a value that it cannot read.
        guard pixels?.isShort != true else {
            throw .unusable(detail: "(7FE0,0010) PixelData: the pixels cannot be made")
        }
    }
}

extension DICOMDataSet {
    private func put(
        _ elements: [DICOMElement], into item: OpaquePointer
    ) throws(DICOMWriteError) {
        for element in elements {
            if case .sequence(let items) = element.value {
                unsafe try append(items, to: element.tag.code, of: item)
            } else {
                try check { error in unsafe Self.put(element, into: item, &error) }
            }
        }
    }

    private static func put(
        _ element: DICOMElement, into item: OpaquePointer, _ error: inout cd_error
    ) -> Int32 {
        let tag = element.tag.code
        switch element.value {
        case .text(let text): return unsafe cd_put_text(item, tag, text, &error)
        case .numbers(let values):
            return unsafe cd_put_numbers(item, tag, values, values.count, &error)
        case .tags(let tags):
            return unsafe cd_put_tags(item, tag, tags.map(\.code), tags.count, &error)
        case .bytes(let bytes):
            return unsafe cd_put_bytes(item, tag, bytes, bytes.count, &error)
        case .pixels(let bits, let bytes):
            return unsafe cd_put_pixels(item, UInt32(bits), bytes, bytes.count, &error)
        case .sequence: return unsafe cd_put_empty(item, tag, &error)
        }
    }

    private func append(
        _ items: [[DICOMElement]], to sequence: cd_tag, of item: OpaquePointer
    ) throws(DICOMWriteError) {
        if items.isEmpty { try check { error in unsafe cd_put_empty(item, sequence, &error) } }
        for elements in items {
            var appended: OpaquePointer?
            try check { error in unsafe cd_append_item(item, sequence, &appended, &error) }
            if let appended = unsafe appended { unsafe try put(elements, into: appended) }
        }
    }

    private func check(_ call: (inout cd_error) -> Int32) throws(DICOMWriteError) {
        var error = cd_error()
        let code = call(&error)
        guard code == CD_OK else { throw Self.problem(code, error) }
    }

    private static func problem(_ code: Int32, _ error: cd_error) -> DICOMWriteError {
        if code == CD_NO_DICTIONARY { return .noDataDictionary }
        return .unusable(detail: error.detail)
    }
}
