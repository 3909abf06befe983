import DICOMFiles
import Testing

@testable import Research

@Suite struct DICOMMaskTests {
    static let nerve = "84782009", muscle = "71616004", vessel = "59820001"

    @Test("frames are slices by their number; nerve and vessel have their labels, others from 10")
    func labels() throws {
        let file = try Segmentation(
            types: [Self.muscle, Self.nerve, Self.vessel],
            frames: [(1, "2", [0, 1, 1, 0]), (2, "2", [0, 1, 0, 0]), (3, "1", [1, 0, 0, 0])])
        let volume = try file.labels()
        #expect(volume.size.slices == 2)
        #expect(volume.labels == [2, 0, 0, 0, 0, 1, 10, 0])
    }

    @Test("a Segmentation without a nerve is refused: which segment is meant would be a guess")
    func withoutNerve() throws {
        let file = try Segmentation(types: [Self.muscle], frames: [(1, "1", [1, 0, 0, 0])])
        #expect(throws: MaskProblem.self) { try file.labels() }
    }

    @Test("frames of several images have no stated order, and are refused")
    func severalImages() throws {
        let file = try Segmentation(
            types: [Self.nerve], frames: [(1, "1", [1, 0, 0, 0]), (1, "1", [1, 0, 0, 0])],
            instances: ["1.2.1", "1.2.2"])
        let problem = #expect(throws: MaskProblem.self) { try file.labels() }
        #expect(problem?.detail.contains("NIfTI") == true)
    }

    @Test("another DICOM object is no mask")
    func otherObject() throws {
        let file = try Segmentation(
            types: [Self.nerve], frames: [(1, "1", [1, 0, 0, 0])],
            sopClass: "1.2.840.10008.5.1.4.1.1.7")
        let problem = #expect(throws: MaskProblem.self) { try file.labels() }
        #expect(problem?.detail.contains("Segmentation Storage") == true)
    }

    @Test(
        "numbers that are none, out of range or missing are refused; nothing traps",
        arguments: [
            (DICOMElement.text(0x0028, 0x0008, "3"), "another Number of Frames"),
            (.number(0x0028, 0x0010, 0), "Rows"),
            (.number(0x0028, 0x0010, 60_000), "pixel data"),
            (.number(0x0028, 0x0100, 8), "BitsAllocated"),
            (.text(0x0062, 0x0001, "FRACTIONAL"), "BitsAllocated"),
            (.text(0x0062, 0x0001, "LABELMAP"), "SegmentationType"),
        ])
    func brokenNumbers(element: DICOMElement, words: String) throws {
        let file = try Segmentation(
            types: [Self.nerve], frames: [(1, "1", [1, 0, 0, 0])], replacing: [element])
        let problem = #expect(throws: MaskProblem.self) { try file.labels() }
        #expect(problem?.detail.contains(words) == true, "\(problem?.detail ?? "")")
    }

    @Test("a source frame may have any number, and only the frames there are take memory")
    func highFrame() throws {
        let pixels: [UInt8] = [1, 0, 0, 0]
        let volume = try Segmentation(types: [Self.nerve], frames: [(1, "2000000000", pixels)])
            .labels()
        #expect(volume.numbers == [2_000_000_000])
        #expect(volume.labels == [1, 0, 0, 0])
        let several = try Segmentation(types: [Self.nerve], frames: [(1, "2718", pixels)])
            .patched("2718", to: "1\\2 ")
        #expect(throws: MaskProblem.self) { try several.labels() }
    }

    @Test(
        "numbers as no writer writes them are refused; nothing traps",
        arguments: ["1e30", "nan ", "inf ", "0   ", "-1  ", "    ", "1.5 "])
    func wildNumbers(number: String) throws {
        let frame = try Segmentation(types: [Self.nerve], frames: [(1, "2718", [1, 0, 0, 0])])
        let count = try Segmentation(
            types: [Self.nerve], frames: [(1, "1", [1, 0, 0, 0])],
            replacing: [.text(0x0028, 0x0008, "2718")])
        for (file, name) in [(frame, "ReferencedFrameNumber"), (count, "NumberOfFrames")] {
            let isAbsentFrame = number == "    " && name == "ReferencedFrameNumber"
            let patched = file.patched("2718", to: number)
            guard !isAbsentFrame else {
                #expect(try patched.labels().numbers == [1])
                continue
            }
            let problem = #expect(throws: MaskProblem.self) { try patched.labels() }
            #expect(
                problem.map { $0.detail.contains(name) || $0.detail.contains("Number of Frames") }
                    == true, "\(problem?.detail ?? "")")
        }
    }

    @Test("half of the maximum and more of a fractional mask is nerve")
    func fractional() throws {
        let file = try Segmentation(
            types: [Self.nerve], frames: [(1, "1", [])],
            replacing: [
                .text(0x0062, 0x0001, "FRACTIONAL"), .number(0x0028, 0x0100, 8),
                .number(0x0062, 0x000E, 255),
                DICOMElement(0x7FE0, 0x0010, .pixels(bitsAllocated: 8, [127, 128, 255, 0])),
            ])
        #expect(try file.labels().labels == [0, 1, 1, 0])
    }
}
