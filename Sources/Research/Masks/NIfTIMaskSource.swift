import Agreement
import ImageCodecs

/// NIfTI, plain or gzip. The first axis runs along columns, the second along rows, the third through
/// slices, as stored: a picture is not turned by its transform.
enum NIfTIMaskSource: MaskSource {
    static func recognises(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.holds([0x1F, 0x8B])
            || ["n+1\0", "ni1\0"].contains { bytes.holds(Array($0.utf8), at: 344) }
            || ["n+2\0", "ni2\0"].contains { bytes.holds(Array($0.utf8), at: 4) }
    }

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
        return try LabelVolume(
            size: size, labels: labels, spacing: spacing(of: volume), place: place(of: volume))
    }

    private static func spacing(of volume: NIfTIVolume) -> GridSpacing? {
        guard let scale = volume.unit.millimetres else { return nil }
        func size(_ axis: Int) -> Double { axis < volume.sizes.count ? volume.sizes[axis] : 1 }
        return GridSpacing(
            betweenColumns: size(0) * scale, betweenRows: size(1) * scale,
            betweenSlices: size(2) * scale)
    }

    /// - Throws: for contradictions; a volume that states no place has none.
    private static func place(of volume: NIfTIVolume) throws(MaskProblem) -> [Double]? {
        do throws(NIfTIConflict) {
            return try volume.placement.elements
        } catch {
            switch error {
            case .noTransform, .unitUnknown: return nil
            case .transformsDisagree, .sizesDisagree:
                throw MaskProblem("contradictoryPlace", error.message)
            }
        }
    }
}
