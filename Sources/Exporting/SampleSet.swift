import Foundation
import ImageCodecs
import JSON
import Phantoms

/// The pictures of `SampleImages`: every way an input can come, with its truth.
package struct SampleSet: Sendable {
    struct Sample: Sendable {
        let name: String
        /// What it shows, for the README.
        let what: String
        let parameters: UltrasoundParameters
        var format = PhantomWriter.Format.png
        var calibrated = true
    }

    package let folder: String

    package init(folder: String) { self.folder = folder }

    /// Writes `inputs`, `truth` and `README.md`; the same version writes the same bytes.
    package func write() throws(PhantomWriteError) {
        var rows: [SampleReadMe.Row] = []
        for sample in Self.samples {
            let phantom: UltrasoundPhantom
            do throws(PhantomError) {
                phantom = try UltrasoundPhantom(sample.parameters)
            } catch {
                throw .phantom(error)
            }
            var writer = PhantomWriter(folder: folder, format: sample.format)
            writer.calibrated = sample.calibrated
            let paths = try writer.write(phantom, name: sample.name)
            rows.append(
                SampleReadMe.Row(
                    path: paths[0], what: sample.what,
                    expected: Self.expectation(of: phantom, sample),
                    files: [(paths[0], try writer.bytes(of: paths[0]))]))
        }
        rows.append(try writeTruncated())
        rows.append(try writeSeries())
        let text = SampleReadMe(rows: rows).text
        try PhantomWriter(folder: folder, format: .png).write(Array(text.utf8), to: "README.md")
    }

    static func expectation(of phantom: UltrasoundPhantom, _ sample: Sample) -> String {
        let truth = phantom.truth(frame: 0)
        guard let nerve = truth.nerves.first else { return "abstained: there is no nerve" }
        guard sample.calibrated else {
            let pixels = nerve.area / phantom.conversion.spacing.pixelArea.value
            return
                "a nerve of \(DecimalText.text(pixels, decimals: 0) ?? "n/a") px, measured in pixels only"
        }
        let areas = truth.nerves.map { DecimalText.text($0.area, decimals: 1) ?? "n/a" }
            .joined(separator: " and ")
        return "a nerve of \(areas) mm²"
    }

    /// The first half of the first sample: a file that must be refused.
    private func writeTruncated() throws(PhantomWriteError) -> SampleReadMe.Row {
        let writer = PhantomWriter(folder: folder, format: .png)
        let whole = try writer.bytes(of: "inputs/\(Self.samples[0].name).png")
        let half = Array(whole.prefix(whole.count / 2))
        try writer.write(half, to: "inputs/truncated.png")
        let truth = JSONValue.object([
            "schema_version": .string("1.0"), "kind": .string("damaged file"),
            "image": .string("../inputs/truncated.png"), "expected": .string("refused"),
        ])
        try writer.write(Array(truth.text.utf8), to: "truth/truncated.json")
        return SampleReadMe.Row(
            path: "inputs/truncated.png", what: "the first half of a PNG",
            expected: "refused; the rest of the batch is measured",
            files: [("inputs/truncated.png", half)])
    }

    /// One MR series, in a folder of its own: it is measured on request only.
    private func writeSeries() throws(PhantomWriteError) -> SampleReadMe.Row {
        let phantom: MRPhantom
        do throws(PhantomError) {
            phantom = try MRPhantom(Self.series)
        } catch {
            throw .phantom(error)
        }
        try MRPhantomWriter(folder: folder + "/mr").write(phantom, name: "pelvis")
        let writer = PhantomWriter(folder: folder, format: .dicom)
        var files: [(path: String, bytes: [UInt8])] = []
        for slice in phantom.planes.indices {
            let path = "mr/inputs/pelvis/" + PhantomWriter.padded(slice + 1, to: 4) + ".dcm"
            files.append((path, try writer.bytes(of: path)))
        }
        return SampleReadMe.Row(
            path: "mr/inputs/pelvis",
            what: "axial fat-suppressed T2 of both sides, \(files.count) slices",
            expected:
                "both nerves; the left one entrapped at piriformis: flattened there, swollen above, bright",
            files: files)
    }
}
