import Geometry
import StudyModel
import Testing

@testable import Ingesting

@Suite struct VolumeAssemblyTests {
    @Test("slices are sorted by place, whatever their numbers and names")
    func sorted() throws {
        let heights = [6.0, 0, 9, 3]
        let headers = try heights.enumerated().map { index, height in
            try Slices.axial(at: height, input: "\(index).dcm", instance: 40 - index)
        }
        let volume = try #require(VolumeAssembly.volumes(of: headers).first)
        #expect(volume.slices.map(\.input) == ["1.dcm", "3.dcm", "0.dcm", "2.dcm"])
        let geometry = try volume.geometry.get()
        #expect(geometry.spacingBetweenSlices == 3)
        #expect(geometry.irregularities.isEmpty)
        #expect(geometry.coverage == 9)
    }

    @Test("a missing slice is a gap, not another spacing")
    func gap() throws {
        let headers = try [0.0, 3, 6, 12, 15].map { try Slices.axial(at: $0) }
        let geometry = try #require(VolumeAssembly.volumes(of: headers).first).geometry.get()
        #expect(geometry.irregularities == [.gap(after: 2, millimetres: 6)])
        #expect(geometry.spacingBetweenSlices == 3)
    }

    @Test(
        "a thickness of 0 or less is unknown: slices are taken to be as thick as they are apart",
        arguments: [0.0, -3])
    func thickness(stated: Double) throws {
        let headers = try [0.0, 4, 8].map { try Slices.axial(at: $0, thickness: stated) }
        let geometry = try #require(VolumeAssembly.volumes(of: headers).first).geometry.get()
        #expect(geometry.sliceThickness == nil && geometry.thickness == 4)
    }

    @Test("uneven spacing is told")
    func uneven() throws {
        let headers = try [0.0, 3, 6.2, 9, 12].map { try Slices.axial(at: $0) }
        let geometry = try #require(VolumeAssembly.volumes(of: headers).first).geometry.get()
        guard case .unevenSpacing(let smallest, let largest) = geometry.irregularities.first else {
            Issue.record("\(geometry.irregularities)")
            return
        }
        #expect(abs(smallest - 2.8) < 1e-9)
        #expect(abs(largest - 3.2) < 1e-9)
    }

    @Test("origins that run sideways are a shear; each slice keeps its own place")
    func shear() throws {
        let headers = try [0.0, 3, 6].map { try Slices.axial(at: $0, shiftedLeft: 0.1 * $0) }
        let geometry = try #require(VolumeAssembly.volumes(of: headers).first).geometry.get()
        guard case .shear(let amount) = geometry.irregularities.first else {
            Issue.record("\(geometry.irregularities)")
            return
        }
        #expect(abs(amount - 0.1) < 1e-9)
        #expect(abs(geometry.planes[2].origin.left - geometry.planes[0].origin.left - 0.6) < 1e-9)
    }

    @Test("two frames of one contrast at one place make no volume")
    func duplicates() throws {
        let headers = try [0.0, 3, 3.05, 6].enumerated().map {
            try Slices.axial(at: $1, input: "\($0)")
        }
        let volume = try #require(VolumeAssembly.volumes(of: headers).first)
        #expect(throws: VolumeProblem.duplicatePositions(first: "1", second: "2", count: 1)) {
            try volume.geometry.get()
        }
    }

    @Test("echoes, Dixon parts, diffusion weights and repetitions are volumes of their own")
    func contrasts() throws {
        let changes: [(inout MRContrast) -> Void] = [
            { $0.echoTime = 10 }, { $0.echoTime = 80 }, { $0.imageType = ["WATER"] },
            { $0.diffusionBValue = 50 }, { $0.temporalPosition = 2 },
        ]
        let headers = try changes.flatMap { change in
            try [0.0, 3, 6].map { try Slices.axial(at: $0, contrast: change) }
        }
        let volumes = VolumeAssembly.volumes(of: headers)
        #expect(volumes.count == changes.count)
        #expect(volumes.allSatisfy { $0.slices.count == 3 })
    }

    @Test("a three-plane localiser is three volumes")
    func localiser() throws {
        let headers =
            try [0.0, 10, 20].map { try Slices.axial(at: $0) }
            + [0.0, 10].map { try Slices.coronal(at: $0) } + [Slices.sagittal(at: 0)]
        let volumes = VolumeAssembly.volumes(of: headers)
        #expect(Set(volumes.map(\.orientation)) == [.axial, .coronal, .sagittal])
        let sagittal = try #require(volumes.first { $0.orientation == .sagittal })
        #expect(throws: VolumeProblem.oneSlice) { try sagittal.geometry.get() }
    }

    @Test(
        "what cannot hold a measurable nerve is named",
        arguments: [
            (0.5, 3.0, 30.0, nil), (1.6, 3, 30, "coarsePixels"), (0.5, 8, 30, "thickSlices"),
            (0.5, 3, 9, "shortCoverage"),
        ] as [(Double, Double, Double, String?)])
    func suitability(pixel: Double, thickness: Double, coverage: Double, name: String?) throws {
        let headers = try stride(from: 0, through: coverage, by: 3).map {
            try Slices.axial(at: $0, pixel: pixel, thickness: thickness)
        }
        let volume = try #require(VolumeAssembly.volumes(of: headers).first)
        let problem = VolumeSuitability.problem(of: try volume.geometry.get(), volume.orientation)
        #expect(problem?.name == name)
    }

    @Test(
        "an axial series may follow the pelvic tilt, up to 30°",
        arguments: [(0.0, .axial), (29, .axial), (31, .oblique), (59, .oblique), (61, .coronal)]
            as [(Double, SliceOrientation)])
    func tilt(degrees: Double, expected: SliceOrientation) throws {
        let header = try Slices.axial(at: 0, tiltedBy: degrees)
        #expect(SliceOrientation(of: header.plane) == expected)
    }
}
