import Geometry
import StudyModel

/// Frames that make one volume, or the reason why they make none.
package struct AssembledVolume: Sendable {
    /// In order along the normal, first slice first.
    package let slices: [SliceHeader]
    package let orientation: SliceOrientation
    package let geometry: Result<VolumeGeometry, VolumeProblem>
}

/// Why frames of one series, contrast and orientation are no volume.
package enum VolumeProblem: Error, Hashable, Sendable {
    case oneSlice
    /// Two frames of one contrast at one place, which differ by less than 0.1 mm; inputs as named.
    case duplicatePositions(first: String, second: String, count: Int)

    package var name: String {
        switch self {
        case .oneSlice: "oneSlice"
        case .duplicatePositions: "duplicatePositions"
        }
    }

    package var message: String {
        switch self {
        case .oneSlice: "one slice is no volume"
        case .duplicatePositions(let first, let second, let count):
            "\(count) of its slices lie where another does, such as \(first) and \(second), and nothing "
                + "in the headers tells them apart"
        }
    }
}

/// Sorts frames into volumes by what they say of their place, never by instance number or file name.
package enum VolumeAssembly {
    /// Slices nearer than this along the normal lie at one place, mm.
    static let samePlace = 0.1
    /// Slices whose normals differ by less are parallel; the sine of the angle (0.3°).
    static let parallel = 0.005

    /// - Returns: volumes in the order of series UID, then contrast, then orientation.
    package static func volumes(of headers: [SliceHeader]) -> [AssembledVolume] {
        let groups = Dictionary(grouping: headers, by: VolumeKey.init)
        return groups.sorted { $0.key < $1.key }.flatMap { _, members in
            parallelGroups(members.sorted(by: isNamedBefore)).map(volume)
        }
    }

    private static func isNamedBefore(_ a: SliceHeader, _ b: SliceHeader) -> Bool {
        (a.input, a.frame) < (b.input, b.frame)
    }

    private static func parallelGroups(_ headers: [SliceHeader]) -> [[SliceHeader]] {
        var groups: [[SliceHeader]] = []
        for header in headers {
            let index = groups.firstIndex { group in
                let normal = group[0].plane.normal
                return header.plane.normal.dot(normal) > 0
                    && header.plane.sineOfAngle(toAxis: normal) <= parallel
            }
            if let index { groups[index].append(header) } else { groups.append([header]) }
        }
        return groups
    }

    private static func volume(_ headers: [SliceHeader]) -> AssembledVolume {
        let normal = headers[0].plane.normal
        let slices = headers.map { (header: $0, height: $0.plane.origin.dot(normal)) }
            .sorted { $0.height < $1.height }
        return AssembledVolume(
            slices: slices.map(\.header), orientation: SliceOrientation(of: headers[0].plane),
            geometry: geometry(slices.map(\.header), heights: slices.map(\.height)))
    }

    private static func geometry(
        _ slices: [SliceHeader], heights: [Double]
    ) -> Result<VolumeGeometry, VolumeProblem> {
        guard slices.count > 1 else { return .failure(.oneSlice) }
        let steps = zip(heights, heights.dropFirst()).map { $1 - $0 }
        let same = steps.indices.filter { steps[$0] < samePlace }
        if let first = same.first {
            return .failure(
                .duplicatePositions(
                    first: slices[first].name, second: slices[first + 1].name, count: same.count))
        }
        let spacing = steps.sorted()[steps.count / 2]
        return .success(
            VolumeGeometry(
                planes: slices.map(\.plane), columns: slices[0].columns, rows: slices[0].rows,
                spacingBetweenSlices: spacing,
                // Files state 0 for what they do not know; nothing is that thin.
                sliceThickness: slices[0].sliceThickness.flatMap { $0 > 0 ? $0 : nil },
                irregularities: VolumeIrregularities.all(
                    planes: slices.map(\.plane), steps: steps, spacing: spacing)))
    }
}

extension SliceHeader {
    /// The input, with the frame where a file has several.
    fileprivate var name: String { frame == 1 ? input : "\(input) frame \(frame)" }
}
