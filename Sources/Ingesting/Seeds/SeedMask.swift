import Geometry
import ImageCodecs
import Raster

/// Reads a mask that a seed file names: an 8-bit grey PNG of the frame's size.
enum SeedMask {
    /// Labels as this program writes them (1 is nerve); a picture of 0 and 255 only, as drawing
    /// programs write it, has its 255 read as 1.
    static func read(
        _ relative: String, beside seedFile: String, bounds: PixelBox, limits: IngestLimits
    ) throws(SeedProblem) -> LabelPlane {
        let picture = try picture(
            at: path(of: relative, beside: seedFile), named: relative, limits: limits)
        let extent = "\(bounds.columns) × \(bounds.rows)"
        guard picture.size.columns == bounds.columns, picture.size.rows == bounds.rows else {
            throw .maskSize(found: "\(picture.size.columns) × \(picture.size.rows)", extent: extent)
        }
        guard case .eight(var labels) = picture.samples, picture.channels == .grey else {
            throw .maskUnreadable(path: relative, detail: "is no 8-bit grey PNG")
        }
        if labels.allSatisfy({ $0 == 0 || $0 == 255 }) { labels = labels.map { $0 & 1 } }
        guard labels.contains(1) else { throw .maskWithoutNerve(path: relative) }
        return LabelPlane(size: picture.size, samples: labels)
    }

    /// Masks are named relative to the seed file.
    static func path(of relative: String, beside seedFile: String) -> String {
        let folder = seedFile.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        return relative.hasPrefix("/")
            ? relative : (folder + [relative[...]]).joined(separator: "/")
    }

    private static func picture(
        at path: String, named name: String, limits: IngestLimits
    ) throws(SeedProblem) -> InterleavedImage {
        let bytes: [UInt8]
        do throws(IngestError) {
            bytes = try FileSystem.bytes(
                of: path, input: name, allowed: limits.maximumRasterBytes)
        } catch {
            throw .maskUnreadable(path: name, detail: "cannot be read")
        }
        do throws(CodecError) {
            return try PNGImage.decode(bytes, limits: limits.decoding).picture
        } catch {
            throw .maskUnreadable(path: name, detail: error.message)
        }
    }
}
