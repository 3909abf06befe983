import DICOMFiles
import Reporting

/// What all results share: patient and study as in the source, a series and equipment of their own.
struct ResultModules {
    let identity: ResultIdentity
    /// The first source of the study.
    let source: SourceHeader
    let moment: ContentMoment
    /// With: results bear no identity of the patient (PS3.15 Annex E).
    let pseudonyms: Pseudonyms?

    /// Patient, clinical trial subject and study (PS3.3 §C.7.1, §C.7.2): copied with their character
    /// set.
    private static let copied: [DICOMTag] =
        [
            DICOMTag(0x0008, 0x0005), DICOMTag(0x0008, 0x0020), DICOMTag(0x0008, 0x0030),
            DICOMTag(0x0008, 0x0050), DICOMTag(0x0008, 0x0051), DICOMTag(0x0008, 0x0090),
            DICOMTag(0x0008, 0x0201), DICOMTag(0x0008, 0x1030), DICOMTag(0x0008, 0x1032),
            DICOMTag(0x0020, 0x0010),
        ]
        + [0x0010, 0x0020, 0x0021, 0x0022, 0x0024, 0x0030, 0x0032, 0x0040, 0x1010, 0x1020, 0x1030]
        .map { DICOMTag(0x0010, $0) }
        + [0x0010, 0x0020, 0x0021, 0x0030, 0x0031, 0x0040, 0x0062, 0x0063, 0x0064]
        .map { DICOMTag(0x0012, $0) }

    /// Attributes of type 2: there, and empty when nothing is known.
    private static let neverAbsent: [DICOMElement] = [
        .text(0x0008, 0x0020, ""), .text(0x0008, 0x0030, ""), .text(0x0008, 0x0050, ""),
        .text(0x0008, 0x0090, ""), .text(0x0010, 0x0010, ""), .text(0x0010, 0x0020, ""),
        .text(0x0010, 0x0030, ""), .text(0x0010, 0x0040, ""), .text(0x0020, 0x0010, ""),
    ]

    /// A data set with everything but what is particular to `kind`.
    ///
    /// - Parameter subject: what the object is about; `nil` for the whole study.
    func dataSet(
        _ kind: ResultKind, sopClass: String, of subject: ResultSubject?, number: Int
    ) throws(DICOMWriteError) -> DICOMDataSet {
        let set = try DICOMDataSet()
        try set.put(Self.neverAbsent)
        if let pseudonyms {
            try set.put(anonymity(pseudonyms))
        } else {
            try set.copy(Self.copied, from: source.file.root)
        }
        try set.put([
            .text(0x0020, 0x000D, source.studyInstanceUID),
            .text(0x0008, 0x0016, sopClass),
            .text(0x0008, 0x0018, identity.sopInstanceUID(kind, of: subject)),
            .text(0x0020, 0x000E, identity.seriesInstanceUID(kind)),
            .text(0x0008, 0x0060, kind.modality),
            .number(0x0020, 0x0011, kind.seriesNumber),
            .text(0x0008, 0x103E, kind.seriesDescription),
            .number(0x0020, 0x0013, number),
            .text(0x0008, 0x0070, RunRecord.tool),
            .text(0x0008, 0x1090, RunRecord.tool),
            .text(0x0018, 0x1000, identity.modelSerial),
            .text(0x0018, 0x1020, identity.run.toolVersion),
        ])
        switch kind {
        case .segmentation, .report: try set.put(moment.elements)
        case .capture:
            try set.put(moment.elements)
            try putLaterality(into: set)
        case .presentation: try putLaterality(into: set)
        }
        return set
    }

    /// Basic Application Level Confidentiality Profile: of patient and study only a pseudonym is left.
    private func anonymity(_ pseudonyms: Pseudonyms) -> [DICOMElement] {
        let patient =
            source.file.root.text(.patientID)
            .map(pseudonyms.patient) ?? ""
        return [
            .text(0x0010, 0x0010, patient),
            .text(0x0010, 0x0020, patient),
            .text(0x0012, 0x0062, "YES"),
            .text(0x0012, 0x0063, "\(RunRecord.tool) --deidentify, PS3.15 Basic Profile"),
            Code("113100", "DCM", "Basic Application Confidentiality Profile")
                .sequence(0x0012, 0x0064),
            .text(0x0028, 0x0303, "REMOVED"),
        ]
    }

    /// Lossy compression once is lossy for ever (PS3.3 §C.7.6.1.1.5): ratio and method are handed on.
    static func putLossyCompression(
        of sources: [SourceHeader], into set: DICOMDataSet
    ) throws(DICOMWriteError) {
        let attribute = DICOMAttribute("LossyImageCompression", 0x0028, 0x2110)
        let lossy = sources.lazy.map(\.file.root).first { $0.text(attribute) == "01" }
        if let lossy {
            try set.copy([0x2110, 0x2112, 0x2114].map { DICOMTag(0x0028, $0) }, from: lossy)
        } else {
            try set.put([.text(0x0028, 0x2110, "00")])
        }
    }

    /// Of the series: as the source says, else unknown.
    private func putLaterality(into set: DICOMDataSet) throws(DICOMWriteError) {
        try set.put([.text(0x0020, 0x0060, "")])
        try set.copy([DICOMTag(0x0020, 0x0060)], from: source.file.root)
    }

    /// Referenced Series Sequence (0008,1115) with the instances of `sources`, which most objects have
    /// in (0008,114A).
    static func referencedSeries(
        of sources: [SourceHeader], instances sequence: UInt16 = 0x114A
    ) -> DICOMElement {
        DICOMElement(0x0008, 0x1115, .sequence(seriesItems(of: sources, instances: sequence)))
    }

    /// Its items; evidence has instances in (0008,1199).
    static func seriesItems(
        of sources: [SourceHeader], instances sequence: UInt16
    ) -> [[DICOMElement]] {
        var series: [String] = []
        var instances: [String: [[DICOMElement]]] = [:]
        for source in sources {
            let uid = source.seriesInstanceUID
            if instances[uid] == nil { series.append(uid) }
            instances[uid, default: []].append(source.reference)
        }
        return series.map { uid in
            [
                .text(0x0020, 0x000E, uid),
                DICOMElement(0x0008, sequence, .sequence(instances[uid] ?? [])),
            ]
        }
    }
}
