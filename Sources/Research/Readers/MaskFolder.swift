import Foundation
import Ingesting

/// A folder of mask files, searched to the bottom.
enum MaskFolder {
    /// Pictures of formats that are not read are readings too, so that their images are told of; what
    /// is no picture, and a picture beside a mask of its name, is passed over.
    static func reader(_ folder: String) throws(ResearchError) -> Reader {
        let names = try Files.files(in: folder)
        let masks = names.filter { isMask(folder + "/" + $0) }
        guard !masks.isEmpty else {
            throw .notUsable(
                path: folder, found: "no masks",
                needed: "a folder with PNG, NIfTI or DICOM SEG masks, or an output folder")
        }
        let keys = Set(masks.map(ImageKey.key))
        let known = Set(masks)
        let rest = names.filter { !known.contains($0) }
        let pictures = rest.filter {
            ImageKey.isPicture($0) && !keys.contains(ImageKey.key(of: $0))
        }
        let read = (masks + pictures).map { name in
            let file = MaskFile(path: folder + "/" + name, name: name)
            return Reading(key: ImageKey.key(of: name), frame: nil, content: .mask(file))
        }
        var reader = Reader(kind: .masks, read) { reading in
            guard case .mask(let file) = reading.content else { return reading.key }
            return file.name
        }
        let unread = Set(pictures)
        reader.passedOver = rest.filter { !unread.contains($0) }
            .map { ($0, ImageKey.isPicture($0) ? .besideMask : .noPicture) }
        return reader
    }

    /// By content; a file that cannot be opened fails later, where its image is named.
    private static func isMask(_ path: String) -> Bool {
        guard let handle = try? FileHandle(forReadingFrom: URL(filePath: path)) else { return true }
        defer { try? handle.close() }
        let prefix = (try? handle.read(upToCount: FileFormat.prefixLength)) ?? Data()
        return MaskSources.source(of: [UInt8](prefix)) != nil
    }
}
