internal import CDICOM

/// A parsed DICOM file; big values stay on disk. One thread at a time.
@safe package final class DICOMFile {
    /// A data set or an item of a sequence; never outlives its file.
    @safe package struct Item {
        let pointer: OpaquePointer
        fileprivate let file: DICOMFile

        fileprivate init(pointer: OpaquePointer, file: DICOMFile) {
            unsafe self.pointer = unsafe pointer
            self.file = file
        }
    }

    private let handle: OpaquePointer
    package let transferSyntax: String

    /// - Throws: `DICOMProblem` for a file that DCMTK cannot parse.
    package convenience init(path: String, maximumInflatedBytes: Int) throws(DICOMProblem) {
        unsafe try self.init { file, error in
            unsafe cd_open(path, UInt64(maximumInflatedBytes), &file, &error)
        }
    }

    /// The same for the bytes of a file, which are copied.
    package convenience init(bytes: [UInt8]) throws(DICOMProblem) {
        unsafe try self.init { file, error in
            unsafe cd_open_bytes(bytes, bytes.count, &file, &error)
        }
    }

    private init(
        opening open: (_ file: inout OpaquePointer?, _ error: inout cd_error) -> Int32
    ) throws(DICOMProblem) {
        var file: OpaquePointer?
        var error = cd_error()
        let code = unsafe open(&file, &error)
        guard code == CD_OK, let opened = unsafe file else {
            throw Self.problem(code, error)
        }
        unsafe handle = unsafe opened
        transferSyntax = unsafe String(cString: cd_transfer_syntax(opened))
    }

    deinit { unsafe cd_close(handle) }

    package var root: Item {
        guard let pointer = unsafe cd_root(handle) else {
            preconditionFailure("an open file has a data set")
        }
        return unsafe Item(pointer: pointer, file: self)
    }

    package enum PixelStorage {
        case none
        /// The number of bytes there are.
        case native(bytes: Int)
        /// The number of fragments without the offset table.
        case encapsulated(fragments: Int)
    }

    package var pixelStorage: PixelStorage {
        switch unsafe Int(cd_pixel_storage(handle)) {
        case CD_NATIVE: .native(bytes: unsafe Int(clamping: cd_native_length(handle)))
        case CD_ENCAPSULATED:
            .encapsulated(fragments: max(0, unsafe cd_fragment_count(handle) - 1))
        default: .none
        }
    }

    /// A part of the native pixel data, 16-bit words in host order.
    package func nativeBytes(offset: Int, count: Int) throws(DICOMProblem) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var error = cd_error()
        let code = unsafe cd_native_bytes(handle, UInt64(offset), &bytes, count, &error)
        guard code == CD_OK else { throw Self.problem(code, error) }
        return bytes
    }

    package func fragmentLength(_ index: Int) -> Int {
        unsafe cd_fragment_length(handle, index + 1)
    }

    package func fragment(_ index: Int) throws(DICOMProblem) -> [UInt8] { try item(index + 1) }

    /// The bytes of the Basic Offset Table; empty when there is none.
    package func offsetTable() throws(DICOMProblem) -> [UInt8] { try item(0) }

    private func item(_ index: Int) throws(DICOMProblem) -> [UInt8] {
        let count = unsafe cd_fragment_length(handle, index)
        var bytes = [UInt8](repeating: 0, count: count)
        var error = cd_error()
        let code = unsafe cd_fragment_bytes(handle, index, &bytes, count, &error)
        guard code == CD_OK else { throw Self.problem(code, error) }
        return bytes
    }

    /// Decodes with DCMTK's codecs. `frame` and `fragment` count from 0, the latter without the
    /// offset table.
    package func decodedFrame(
        _ frame: Int, firstFragment fragment: Int, byteCount: Int
    ) throws(DICOMProblem) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: byteCount)
        var error = cd_error()
        let code = unsafe cd_decode_frame(
            handle, UInt32(clamping: frame), UInt32(clamping: fragment + 1), &bytes, byteCount,
            &error)
        guard code == CD_OK else { throw Self.problem(code, error) }
        return bytes
    }

    private static func problem(_ code: Int32, _ error: cd_error) -> DICOMProblem {
        switch Int(code) {
        case CD_UNSUPPORTED where error.detail.first?.isNumber == true:
            return .unsupportedTransferSyntax(error.detail)
        case CD_NO_DICTIONARY: return .noDataDictionary
        default: return .damaged(detail: error.detail)
        }
    }
}

extension DICOMFile.Item {
    package func valueCount(_ attribute: DICOMAttribute) -> Int {
        unsafe cd_value_count(pointer, attribute.tag.code)
    }

    /// One value as text; `nil` when absent or empty.
    package func text(_ attribute: DICOMAttribute, at index: Int = 0) -> String? {
        var buffer = [CChar](repeating: 0, count: 1025)
        let code = unsafe cd_text(pointer, attribute.tag.code, index, &buffer, buffer.count)
        guard code == CD_OK else { return nil }
        return buffer.text
    }

    package enum Number: Hashable {
        case absent
        case value(Double)
        case malformed
    }

    package func number(_ attribute: DICOMAttribute, at index: Int = 0) -> Number {
        var value = 0.0
        switch unsafe Int(cd_number(pointer, attribute.tag.code, index, &value)) {
        case CD_OK: return .value(value)
        case CD_ABSENT: return .absent
        default: return .malformed
        }
    }

    /// All values, at most `limit`; empty when one is no number.
    package func numbers(_ attribute: DICOMAttribute, limit: Int) -> [Double] {
        var buffer = [Double](repeating: 0, count: limit)
        var count = 0
        let code = unsafe cd_numbers(pointer, attribute.tag.code, &buffer, limit, &count)
        return code == CD_OK ? Array(buffer.prefix(count)) : []
    }

    /// At most `limit` words of a US, SS or OW attribute.
    package func words(_ attribute: DICOMAttribute, limit: Int) -> [UInt16] {
        var buffer = [UInt16](repeating: 0, count: limit)
        var count = 0
        let code = unsafe cd_words(pointer, attribute.tag.code, &buffer, limit, &count)
        return code == CD_OK ? Array(buffer.prefix(count)) : []
    }

    /// The items of a sequence; empty when absent.
    package func items(_ attribute: DICOMAttribute) -> [DICOMFile.Item] {
        let count = unsafe cd_item_count(pointer, attribute.tag.code)
        return (0..<count).compactMap { index in
            item(attribute, at: index)
        }
    }

    package func item(_ attribute: DICOMAttribute, at index: Int) -> DICOMFile.Item? {
        guard let item = unsafe cd_item_at(pointer, attribute.tag.code, index) else { return nil }
        return unsafe DICOMFile.Item(pointer: item, file: file)
    }

    /// The first items of every sequence in this item.
    package var children: [DICOMFile.Item] {
        let count = unsafe cd_attribute_count(pointer)
        return (0..<count).compactMap { index in
            let tag = unsafe cd_attribute_tag(pointer, index)
            return item(DICOMAttribute("", tag.group, tag.element), at: 0)
        }
    }
}
