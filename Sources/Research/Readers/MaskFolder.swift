import Foundation

/// A folder of mask files, searched to the bottom.
enum MaskFolder {
    static func reader(_ folder: String) throws(ResearchError) -> Reader {
        var found: [(Reading, String)] = []
        for name in try Files.files(in: folder) {
            let path = folder + "/" + name
            guard isMask(path) else { continue }
            let file = MaskFile(path: path, name: name)
            found.append(
                (Reading(key: ImageKey.key(of: name), frame: nil, content: .mask(file)), name))
        }
        guard !found.isEmpty else {
            throw .notUsable(
                path: folder, found: "no masks",
                needed: "a folder with PNG, NIfTI or DICOM SEG masks, or an output folder")
        }
        return Reader(kind: .masks, found.map(\.0)) { reading in
            guard case .mask(let file) = reading.content else { return reading.key }
            return file.name
        }
    }

    /// By content; a file that cannot be opened fails later, where its image is named.
    private static func isMask(_ path: String) -> Bool {
        guard let handle = try? FileHandle(forReadingFrom: URL(filePath: path)) else { return true }
        defer { try? handle.close() }
        let prefix = (try? handle.read(upToCount: MaskSources.prefixLength)) ?? Data()
        return MaskSources.source(of: [UInt8](prefix)[...]) != nil
    }
}
