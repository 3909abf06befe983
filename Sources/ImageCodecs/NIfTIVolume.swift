/// Voxels of one NIfTI file and what it states of their place.
///
/// Statements are kept as they are, also where they contradict each other; `placement` judges them.
package struct NIfTIVolume: Hashable, Sendable {
    package enum LengthUnit: Int32, Hashable, Sendable {
        case unknown = 0
        case metre = 1
        case millimetre = 2
        case micrometre = 3

        /// `nil` when the file does not say; NIfTI has no default.
        package var millimetres: Double? {
            switch self {
            case .unknown: nil
            case .metre: 1000
            case .millimetre: 1
            case .micrometre: 0.001
            }
        }
    }

    /// From voxel indices to right, anterior and superior, in the file's unit: three rows of four.
    package struct Transform: Hashable, Sendable {
        /// What the axes mean: 1 scanner, 2 aligned, 3 Talairach, 4 MNI 152, 5 a template.
        package let code: Int
        /// Row after row.
        package let elements: [Double]

        /// - Precondition: 12 elements and a code of at least 1.
        package init(code: Int, elements: [Double]) {
            precondition(elements.count == 12 && code >= 1, "three rows of four, with a meaning")
            self.code = code
            self.elements = elements
        }

        /// Where the centre of a voxel lies.
        package func position(_ index: [Double]) -> [Double] {
            (0..<3).map { row in
                var sum = elements[4 * row + 3]
                for axis in 0..<3 { sum += elements[4 * row + axis] * index[axis] }
                return sum
            }
        }

        /// How far apart two transforms put a voxel.
        fileprivate func distance(to other: Transform, at index: [Double]) -> Double {
            Self.length(zip(position(index), other.position(index)).map { $0 - $1 })
        }

        private static func length(_ vector: [Double]) -> Double {
            vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
        }

        /// The distance between neighbours along an axis.
        package func step(along axis: Int) -> Double {
            Self.length([elements[axis], elements[4 + axis], elements[8 + axis]])
        }
    }

    /// Voxels along each axis, one to seven; the first is fastest in `samples`.
    package let counts: [Int]
    /// pixdim without sign, along each axis; the first three in `unit`.
    package let sizes: [Double]
    package let unit: LengthUnit
    package let qform: Transform?
    package let sform: Transform?
    /// Values with the file's slope and intercept applied; integers are exact up to 2²⁴. Empty when only
    /// the header was read.
    package let samples: [Float]

    /// - Precondition: as many sizes as counts, and as many samples as voxels, or none.
    package init(
        counts: [Int], sizes: [Double], unit: LengthUnit = .millimetre, qform: Transform? = nil,
        sform: Transform? = nil, samples: [Float] = []
    ) {
        precondition(
            counts.count == sizes.count
                && (samples.isEmpty || samples.count == counts.reduce(1, *)))
        self.counts = counts
        self.sizes = sizes
        self.unit = unit
        self.qform = qform
        self.sform = sform
        self.samples = samples
    }

    /// Along an axis beyond the last: 1.
    package func count(along axis: Int) -> Int { axis < counts.count ? counts[axis] : 1 }
}

/// Why the place of a volume cannot be told.
package enum NIfTIConflict: Error, Hashable, Sendable {
    /// Neither qform nor sform has a code.
    case noTransform
    /// qform and sform put a corner of the volume in different places.
    case transformsDisagree(byMillimetres: Double)
    /// The transform's steps are not the stated voxel sizes.
    case sizesDisagree(axis: Int, stated: Double, transform: Double)
    case unitUnknown
    /// Rows and columns are not at right angles.
    case axesNotOrthogonal

    /// The part of a sentence that follows the name of the file.
    package var message: String {
        switch self {
        case .noTransform: "states no place in space: neither qform_code nor sform_code is set"
        case .transformsDisagree(let distance):
            "has a qform and an sform that are up to \(round(distance)) mm apart; set the code of "
                + "the wrong one to 0"
        case .sizesDisagree(let axis, let stated, let transform):
            "states voxels of \(round(stated)) along axis \(axis), and a transform with steps of "
                + "\(round(transform))"
        case .unitUnknown: "states no unit of length; set xyzt_units"
        case .axesNotOrthogonal:
            "has rows and columns that are not at right angles; resample it on a straight grid"
        }
    }

    private func round(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
}

extension NIfTIVolume {
    /// The one place of the voxels, where qform, sform and voxel sizes agree: within a tenth of the
    /// smallest voxel at every corner, and within one percent of a size.
    package var placement: Transform {
        get throws(NIfTIConflict) {
            guard let transform = sform ?? qform else { throw .noTransform }
            guard let scale = unit.millimetres else { throw .unitUnknown }
            if let sform, let qform {
                let distance = corners.map { sform.distance(to: qform, at: $0) }.max() ?? 0
                guard distance <= 0.1 * (sizes.prefix(3).min() ?? 0) else {
                    throw .transformsDisagree(byMillimetres: distance * scale)
                }
            }
            for (axis, size) in sizes.prefix(3).enumerated() {
                let step = transform.step(along: axis)
                guard abs(step - size) <= 0.01 * size else {
                    throw .sizesDisagree(axis: axis + 1, stated: size, transform: step)
                }
            }
            return transform
        }
    }

    private var corners: [[Double]] {
        (0..<8).map { corner in
            (0..<3).map { axis in corner >> axis & 1 == 0 ? 0 : Double(count(along: axis) - 1) }
        }
    }
}
