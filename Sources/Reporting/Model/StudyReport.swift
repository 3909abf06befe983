import JSON

/// On what a kind of output was shown to be right.
package enum ValidationBasis: String, Hashable, Sendable, CaseIterable {
    case realLabelled = "real labelled"
    case realUnlabelled = "real unlabelled"
    case phantomOnly = "phantom only"
    case analyticShapes = "analytic shapes"
    case notValidated = "not validated"
}

/// What stands behind one output, in words that a reader can judge.
package struct ValidationStatement: Hashable, Sendable {
    package let output: String
    package let basis: ValidationBasis
    package let remark: String

    package init(output: String, basis: ValidationBasis, remark: String) {
        self.output = output
        self.basis = basis
        self.remark = remark
    }
}

/// The network that drew the automatic outlines.
package struct ModelRecord: Hashable, Sendable {
    package let name: String
    package let sha256: String
    package let convention: String

    package init(name: String, sha256: String, convention: String) {
        self.name = name
        self.sha256 = sha256
        self.convention = convention
    }
}

/// What produced a result; the same in every file of one run.
package struct RunRecord: Hashable, Sendable {
    package static let tool = "nerve-measure"
    package let toolVersion: String
    package let kernelTier: String
    package let models: [ModelRecord]
    /// One digest of the seed file and of the masks that it names; 64 hexadecimal digits.
    package let seedsSHA256: String?
    /// Options by name, as text; no path outside the inputs.
    package let parameters: [String: String]

    package init(
        toolVersion: String, kernelTier: String, models: [ModelRecord],
        seedsSHA256: String? = nil, parameters: [String: String]
    ) {
        self.toolVersion = toolVersion
        self.kernelTier = kernelTier
        self.models = models
        self.seedsSHA256 = seedsSHA256
        self.parameters = parameters
    }
}

/// The complete result of one study: the content of `<study>/report.json`.
package struct StudyReport: Hashable, Sendable {
    package static let schemaVersion = "1.0"
    package static let notice =
        "nerve-measure measures; it does not diagnose. It is not a medical device."
    package static let notAssessed = [
        "spinal, sacroiliac, pudendal and pelvic causes of pain",
        "fibrous bands and crossing vessels",
        "differences between readers: intervals are model intervals and exclude them",
        "which nerve it is: ultrasound finds nerves, only the operator names one",
    ]

    package let study: String
    package var studyInstanceUID: String?
    package let run: RunRecord
    package let items: [ItemRecord]
    package var tracks: [TrackRecord]
    /// MR volumes along which nerves were followed.
    package var volumes: [VolumeRecord] = []
    package var validation: [ValidationStatement]
    /// `nil` when none were asked for.
    package var dicomObjects: [DICOMObjectRecord]?

    /// Items are sorted into the order of the tables.
    package init(
        study: String, run: RunRecord, items: [ItemRecord], tracks: [TrackRecord] = [],
        validation: [ValidationStatement]
    ) {
        self.study = study
        self.run = run
        self.items = items.sorted()
        self.tracks = tracks
        self.validation = validation
    }
}
