import Agreement
import Geometry
import ImageCodecs

/// NIfTI, plain or gzip. The first axis runs along columns, the second along rows, the third through
/// slices, as stored: a picture is not turned by its transform.
enum NIfTIMaskSource: MaskSource {
    static func labels(of bytes: [UInt8], at _: String) throws(MaskProblem) -> LabelVolume {
        let volume: NIfTIVolume
        do throws(CodecError) { volume = try NIfTIVolume.decode(bytes) } catch {
            throw MaskProblem(error)
        }
        guard volume.counts.dropFirst(3).allSatisfy({ $0 == 1 }),
            let size = MaskSize(
                columns: volume.count(along: 0), rows: volume.count(along: 1),
                slices: volume.count(along: 2))
        else {
            throw MaskProblem("unsupported", "has more than three axes; a mask has two or three")
        }
        var labels: [Int32] = []
        labels.reserveCapacity(volume.samples.count)
        for sample in volume.samples {
            guard let label = Int32(exactly: sample), label >= 0 else {
                throw MaskProblem(
                    "otherLabels", "holds \(sample), which is no label; whole numbers from 0 are")
            }
            labels.append(label)
        }
        var found = LabelVolume(size: size, labels: labels)
        if let scale = volume.unit.millimetres {
            let sizes = volume.sizes.map { $0 * scale }
            if sizes.count > 1 {
                found.spacing = PixelSpacing(betweenRows: sizes[1], betweenColumns: sizes[0])
            }
            if sizes.count > 2, size.slices > 1 { found.betweenSlices = sizes[2] }
        }
        found.place = try place(of: volume)
        return found
    }

    /// - Throws: for contradictions; a volume that states no place has none.
    private static func place(of volume: NIfTIVolume) throws(MaskProblem) -> [Double]? {
        do throws(NIfTIConflict) {
            return try volume.placement.elements
        } catch {
            switch error {
            case .noTransform, .unitUnknown: return nil
            case .transformsDisagree, .sizesDisagree, .axesNotOrthogonal:
                throw MaskProblem("contradictoryPlace", error.message)
            }
        }
    }
}
