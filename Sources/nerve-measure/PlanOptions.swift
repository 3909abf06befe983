import ArgumentParser
import Pipeline

/// What is measured, and how: the same for `measure` and `plan`.
struct PlanOptions: ParsableArguments {
    @Argument(help: "Files and folders to measure.", completion: .file())
    var input: [String]

    @Option(
        name: [.short, .customLong("output")], help: "Folder for the results.",
        completion: .directory)
    var output: String

    @Option(
        help: "Distance between rows and between columns in mm per pixel, such as 0.08,0.08.")
    var spacing: SpacingArgument?

    @Option(help: "JSON file with points, boxes, outlines or masks by frame.", completion: .file())
    var seeds: String?

    @OptionGroup var engine: EngineOptions

    @Flag(help: "Also write DICOM objects for studies that are DICOM: SEG, SC, SR, PR.")
    var dicom = false

    @Option(
        help: ArgumentHelp(
            "Replace identifiers by a secret key and keep patient, dates and texts out of DICOM.",
            valueName: "key file"), completion: .file())
    var deidentify: String?

    func validate() throws { try spacing?.validate() }

    var options: PipelineOptions {
        var options = PipelineOptions(toolVersion: ToolVersion.current)
        options.operatorSpacing = spacing?.stated
        options.seedFile = seeds
        engine.set(&options)
        options.writesDICOM = dicom
        options.keyFile = deidentify
        return options
    }
}

/// How nerves are found: the same for files and for studies that are received.
struct EngineOptions: ParsableArguments {
    @Option(help: "any: every nerve, ranked; sciatic: you assert that it is the sciatic nerve.")
    var nerve: NerveOption = .any

    @Option(help: "auto, reference, base, v3 or v4.")
    var kernels = "auto"

    @Option(help: "Use this model instead of the one inside the program.", completion: .file())
    var model: String?

    @Flag(
        help: """
            Measure MR series too. Their model was proven on simulated anatomy only; on real series \
            look at every outline.
            """)
    var mr = false

    func set(_ options: inout PipelineOptions) {
        options.nerve = nerve.name
        options.kernels = kernels
        options.modelFile = model
        options.measuresMR = mr
    }
}
