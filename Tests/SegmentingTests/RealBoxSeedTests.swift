import Foundation
import Geometry
import ImageCodecs
import Network
import Raster
import StudyModel
import Testing
import Tracing

@testable import Segmenting

/// Real images with labelled nerves. The shipped model was trained on them: that a box reaches the
/// right structure is tested, not how accurate the model is.
@Suite(.enabled(if: Surroundings.shared != nil, "no shared data"))
struct RealBoxSeedTests {
    @Test("a box around a labelled nerve finds that nerve, and says that it was seeded")
    func labelledNerves() throws {
        let segmenter = try Segmenter(
            model: NetworkModel(bytes: EmbeddedModel.ultrasound.bytes))
        var overlaps: [Double] = []
        let pictures = try Surroundings.pictures(in: "ultrasound-nerve/images")
        for picture in pictures.enumerated().filter({ $0.offset % 20 == 7 }).map(\.element) {
            let nerves = try Self.mask(of: picture)
            let groups = nerves.components(of: MaskLabel.nerve)
            guard let nerve = groups.first, let box = Self.box(around: nerve.outer) else {
                continue
            }
            let result = try segmenter.segmentation(
                of: frame(try Surroundings.luminance(of: picture)), seeds: [.box(box)])
            guard case .value(let found) = result.outcome, let outline = found.first else {
                overlaps.append(0)
                continue
            }
            #expect(found.count == 1 && outline.provenance == .seeded)
            #expect(outline.confidence != nil)
            var alone = LabelPlane(size: nerves.size, filledWith: 0)
            alone.fill(nerve.outer, with: MaskLabel.nerve)
            overlaps.append(Self.dice(result.labels, alone))
        }
        try #require(overlaps.count >= 8)
        let sorted = overlaps.sorted()
        #expect(sorted[sorted.count / 2] >= 0.75, "\(sorted)")
        #expect(overlaps.count { $0 >= 0.5 } * 4 >= 3 * overlaps.count, "\(sorted)")
    }

    /// Dark red in the palette of labelling programs is nerve.
    private static func mask(of picture: URL) throws -> LabelPlane {
        let file = picture.deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "masks").appending(path: picture.lastPathComponent)
        let mask = try PNGImage.decode([UInt8](Data(contentsOf: file))).picture
        guard case .eight(let samples) = mask.samples else {
            throw CodecError.unsupported(.png, detail: "masks have 8 bits")
        }
        let channels = mask.channels.rawValue
        let labels = stride(from: 0, to: samples.count, by: channels).map { first -> UInt8 in
            guard channels >= 3 else { return samples[first] }
            return samples[first] == 128 && samples[first + 1] == 0 ? MaskLabel.nerve : 0
        }
        return LabelPlane(size: mask.size, samples: labels)
    }

    /// The pixels of which `outline` goes around, as a person draws a box: two pixels wider.
    private static func box(around outline: Outline) -> PixelBox? {
        let columns = outline.vertices.map(\.column)
        let rows = outline.vertices.map(\.row)
        guard let left = columns.min(), let right = columns.max(), let top = rows.min(),
            let bottom = rows.max()
        else { return nil }
        return PixelBox(
            column: Int(left.rounded(.up)) - 2, row: Int(top.rounded(.up)) - 2,
            columns: Int(right - left) + 4, rows: Int(bottom - top) + 4)
    }

    private static func dice(_ found: LabelPlane, _ truth: LabelPlane) -> Double {
        let pairs = zip(found.samples, truth.samples).map {
            ($0 == MaskLabel.nerve, $1 == MaskLabel.nerve)
        }
        let both = pairs.count { $0 && $1 }
        let sum = pairs.count { $0.0 } + pairs.count { $0.1 }
        return sum == 0 ? 0 : 2 * Double(both) / Double(sum)
    }
}
