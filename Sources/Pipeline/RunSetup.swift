import DICOMFiles
import Digest
import Foundation
import Ingesting
import Reporting
import SystemWords

/// What every worker of a run shares; nothing in it changes.
struct RunSetup: Sendable {
    let options: PipelineOptions
    let reader: StudyReader
    let seeds: SeedFile?
    let marks: Marks
    let engine: Engine
    /// With: no identifier of the sources is written.
    let pseudonyms: Pseudonyms?
    let output: OutputFolder
    let record: RunRecord
    private let recordText: String
    /// Whether inputs are compared with their planned digests before they are read.
    let verifiesInputs: Bool

    /// A digest of everything that a study's results depend on: the run (version, parameters, kernels,
    /// model, seeds) and the inputs, by content and by name, since seeds find them by name.
    func fingerprint(of study: PlannedStudy) -> String {
        var parts = [recordText]
        for input in study.inputs {
            let sidecar = input.sidecar?.hexadecimal ?? "no sidecar"
            parts += [input.item.input, input.content.hexadecimal, sidecar]
        }
        return SHA256Digest(of: parts.joined(separator: "\n")).hexadecimal
    }

    /// The records of a study that was worked to its end; `nil` when it was not.
    func records(of study: PlannedStudy) -> [ItemRecord]? {
        FinishedStudy.records(
            of: study.folder, fingerprint(of: study), in: output, evenUnfinished: true)
    }

    /// Whether it seems to have such records, told without reading them.
    func hasRecords(of study: PlannedStudy) -> Bool {
        FinishedStudy.exists(study.folder, fingerprint(of: study), in: output)
    }
}

extension RunSetup {
    init(
        options: PipelineOptions, reader: StudyReader, output: URL, verifiesInputs: Bool = false
    ) throws(BatchError) {
        self.verifiesInputs = verifiesInputs
        self.options = options
        self.reader = reader
        do throws(IngestError) {
            seeds = try options.seedFile.map { path throws(IngestError) in
                try SeedFile(path: path, limits: reader.limits)
            }
        } catch {
            throw .seeds(error)
        }
        do throws(MarksProblem) {
            marks = try MarksFiles.read(options.marksFiles)
        } catch {
            throw .marks(error)
        }
        engine = try Engine(options)
        pseudonyms = try options.keyFile.map { file throws(BatchError) in
            try Self.pseudonyms(keyFile: file)
        }
        do throws(WriteError) {
            self.output = try OutputFolder(root: output)
        } catch {
            throw .output(error)
        }
        record = RunRecord(
            toolVersion: options.toolVersion, kernelTier: engine.tier.rawValue,
            models: engine.records,
            seedsSHA256: seeds.map { ContentDigest.of($0).hexadecimal },
            parameters: Self.parameters(of: options, pseudonyms))
        recordText = record.json.text
    }

    static func pseudonyms(keyFile: String) throws(BatchError) -> Pseudonyms {
        let name = URL(filePath: keyFile).lastPathComponent
        let bytes: [UInt8]
        do {
            bytes = Array(try Data(contentsOf: URL(filePath: keyFile)))
        } catch {
            throw .key(
                "the key file \(name) cannot be read (\(SystemWords.reason(error))); check the path"
            )
        }
        guard let pseudonyms = Pseudonyms(key: bytes) else {
            throw .key(
                "the key file \(name) has \(bytes.count) bytes; at least \(Pseudonyms.leastKeyBytes) "
                    + "are needed: head -c 32 /dev/urandom > \(name)")
        }
        return pseudonyms
    }

    /// Options by name, as text that is the same on every machine.
    private static func parameters(
        of options: PipelineOptions, _ pseudonyms: Pseudonyms?
    ) -> [String: String] {
        var parameters = ["nerve": options.nerve == .sciatic ? "sciatic" : "any"]
        if let spacing = options.operatorSpacing {
            parameters["spacing"] = "\(spacing.betweenRows),\(spacing.betweenColumns)"
        }
        if options.measuresMR { parameters["mr"] = "yes" }
        if options.writesDICOM { parameters["dicom"] = "yes" }
        if let pseudonyms { parameters["deidentify"] = "key " + pseudonyms.keyCheck }
        return parameters
    }
}

extension RunRecord {
    /// What keeps this run from being the `planned` one, in words; `nil` when nothing does.
    func difference(from planned: RunRecord) -> String? {
        if toolVersion != planned.toolVersion {
            return "it was made by version \(planned.toolVersion), and this is \(toolVersion)"
        }
        if kernelTier != planned.kernelTier { return "its kernels are \(planned.kernelTier)" }
        if models != planned.models { return "the model is not the planned one" }
        if seedsSHA256 != planned.seedsSHA256 {
            return "the seed file or one of its masks was changed"
        }
        return self == planned ? nil : "its parameters are not those of its options"
    }
}
