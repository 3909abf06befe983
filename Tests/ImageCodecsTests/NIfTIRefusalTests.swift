import Foundation
import ImageCodecs
import Testing

/// Hostile and contradictory NIfTI.
@Suite struct NIfTIRefusalTests {
    typealias Files = NIfTIVolumeTests

    /// The little-endian file with bytes of its header replaced.
    private static func changed(_ offset: Int, _ bytes: [UInt8]) throws -> [UInt8] {
        var file = try Files.committed("u1-little-1.nii")
        file.replaceSubrange(offset..<offset + bytes.count, with: bytes)
        return file
    }

    private static func bytes(_ value: Float) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * $0)) }
    }

    @Test("every field that cannot be is named")
    func fields() throws {
        let cases: [(offset: Int, bytes: [UInt8], words: String)] = [
            (40, [0, 0], "dim[0] is 0"), (40, [8, 0], "dim[0] is 8"),
            (42, [0, 0], "dim[1] is 0"), (44, [0xFF, 0xFF], "dim[2] is -1"),
            (70, [32, 0], "data type 32"), (70, [128, 0], "data type 128"),
            (72, [16, 0], "bitpix is 16"), (80, Self.bytes(0), "pixdim[1] is 0"),
            (84, Self.bytes(.nan), "pixdim[2] is"), (108, Self.bytes(12), "vox_offset is 12"),
            (108, Self.bytes(.infinity), "vox_offset is inf"),
            (112, Self.bytes(.infinity), "scl_slope"), (280, Self.bytes(.nan), "sform"),
            (256, Self.bytes(.infinity), "qform"), (252, [0xFF, 0xFF], "qform_code"),
            (344, Array("ni1\0".utf8), "two files"), (344, Array("n+3\0".utf8), "no NIfTI header"),
        ]
        for (offset, bytes, words) in cases {
            let file = try Self.changed(offset, bytes)
            let error = #expect(throws: CodecError.self) { try NIfTIVolume.decode(file) }
            #expect(error?.message.contains(words) == true, "\(words): \(error?.message ?? "")")
        }
    }

    @Test("more voxels than allowed, or than the bytes can hold, before memory is taken")
    func large() throws {
        let most: [UInt8] = [0xFF, 0x7F]
        let file = try Self.changed(42, most + most + most)
        #expect(throws: CodecError.self) { try NIfTIVolume.decode(file) }
        let limits = DecodingLimits(maximumPixels: .max)
        let error = #expect(throws: CodecError.self) {
            try NIfTIVolume.decode(file, limits: limits)
        }
        #expect(error?.name == "truncated")
        #expect(throws: CodecError.self) {
            try NIfTIVolume.decode(
                try Files.committed("plane.nii.gz"), limits: DecodingLimits(maximumPixels: 19))
        }
    }

    @Test("truncated files, plain and gzip")
    func truncated() throws {
        for name in ["u1-little-1.nii", "plane.nii.gz", "f4-little-2.nii"] {
            let file = try Files.committed(name)
            let lengths = Array(stride(from: 0, to: file.count, by: 7)) + [file.count - 1]
            for length in lengths {
                #expect(throws: CodecError.self, "\(name) \(length)") {
                    try NIfTIVolume.decode(Array(file.prefix(length)))
                }
            }
        }
    }

    @Test("a gzip whose checksum or length does not fit is refused; bytes after the voxels are not")
    func checksum() throws {
        let file = try Files.committed("plane.nii.gz")
        for place in [file.count - 8, file.count - 1] {
            var copy = file
            copy[place] ^= 1
            let error = #expect(throws: CodecError.self) { try NIfTIVolume.decode(copy) }
            #expect(error?.message.contains("checksum") == true, "\(error?.message ?? "")")
        }
        let volume = try NIfTIVolume.decode(file)
        // An empty member and bytes that are no gzip follow.
        let more = try NIfTIVolume.decode(file + file + [0, 0])
        #expect(more.samples == volume.samples)
    }

    @Test("changed bytes end as a volume or an error")
    func mutated() throws {
        var random = SplitMix(state: 9)
        for name in ["u1-little-1.nii", "i2-big-1.nii", "f4-little-2.nii", "plane.nii.gz"] {
            let file = try Files.committed(name)
            for _ in 0..<2000 {
                var copy = file
                for _ in 0...random.next(below: 4) {
                    copy[random.next(below: min(copy.count, 544))] =
                        UInt8(random.next(below: 256))
                }
                let volume = try? NIfTIVolume.decode(
                    copy, limits: DecodingLimits(maximumPixels: 1 << 16))
                _ = try? volume?.placement
            }
        }
    }

    @Test("contradictions about the place")
    func conflicts() throws {
        let labels = NIfTIVolumeTests.labels
        func volume(
            _ qform: NIfTIVolume.Transform?, _ sform: NIfTIVolume.Transform?,
            unit: NIfTIVolume.LengthUnit = .millimetre
        ) -> NIfTIVolume {
            NIfTIVolume(
                counts: labels.counts, sizes: labels.sizes, unit: unit, qform: qform,
                sform: sform, samples: labels.samples)
        }
        let shifted = NIfTIVolume.Transform(
            code: 1, elements: [0, 0.5, 0, 5, -0.6, 0, 0, 4, 0, 0, 3.5, -7])
        let stretched = NIfTIVolume.Transform(
            code: 1, elements: [0, 0.5, 0, 3, -0.6, 0, 0, 4, 0, 0, 4, -7])
        #expect(throws: NIfTIConflict.noTransform) { try volume(nil, nil).placement }
        #expect(throws: NIfTIConflict.unitUnknown) {
            try volume(nil, labels.sform, unit: .unknown).placement
        }
        #expect(throws: NIfTIConflict.transformsDisagree(byMillimetres: 2)) {
            try volume(shifted, labels.sform).placement
        }
        #expect(throws: NIfTIConflict.sizesDisagree(axis: 3, stated: 3.5, transform: 4)) {
            try volume(nil, stretched).placement
        }
        #expect(try volume(labels.qform, nil).placement == labels.qform)
        #expect(try volume(labels.qform, labels.sform).placement == labels.sform)
    }
}
