import Anatomy
import ArgumentParser
import Exporting
import Phantoms

extension MRSequence: ExpressibleByArgument {}
extension MRPathology: ExpressibleByArgument {}
extension SciaticVariant: ExpressibleByArgument {}
extension MRParameterRange: ExpressibleByArgument {}
extension MRPhantomWriter.Format: ExpressibleByArgument {}
extension Laterality: ExpressibleByArgument {}

/// `nerve-measure phantom mr`: MR series of the deep gluteal space by seed.
struct MRPhantomCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mr",
        abstract: "Write simulated MR series of both sides of the deep gluteal space.",
        discussion: """
            OUT receives inputs (a folder of DICOM files or one NIfTI file per series), truth (JSON: \
            centre line, areas, levels, spaces, muscle sizes, signal; `schema mr_truth` states its \
            form) and, with --masks, label volumes whose values the truth names. The same seed gives \
            the same series on every machine. Body, slices, variant and pathology vary with the seed \
            unless an option fixes them.

            Try:  nerve-measure phantom mr --seed 7 --sequence t2 --masks -o phantoms
                  nerve-measure phantom mr --count 500 --range training --format nifti --masks -o set
            """)

    @OptionGroup
    var batch: PhantomBatch

    @Option(
        help: """
            clinical: as clinics take series; training: wider contrast, resolution and artefacts, \
            without the bands that are held out; unseen: from those bands.
            """)
    var range: MRParameterRange = .clinical

    @Option(
        help: "dicom, nifti, or png: slices of 16 bits without place and scale.")
    var format: MRPhantomWriter.Format = .dicom

    @Flag(help: "Write label masks: NIfTI, or PNG beside PNG.")
    var masks = false

    @Flag(help: "The patient lies feet first.")
    var feetFirst = false

    @OptionGroup(title: "Series")
    var series: MRSeriesOptions

    @OptionGroup(title: "Body")
    var body: MRBodyOptions

    func validate() throws {
        guard format == .dicom || !feetFirst else {
            throw ValidationError(
                "--feet-first goes with --format dicom; no other format states it.")
        }
    }

    func run() throws {
        var writer = MRPhantomWriter(folder: batch.output)
        writer.format = format
        writer.masks = masks
        writer.isFeetFirst = feetFirst
        try batch.forEachSeed { seed throws(PhantomWriteError) in
            try write(seed: seed, with: writer)
        }
    }

    private func write(seed: UInt64, with writer: MRPhantomWriter) throws(PhantomWriteError) {
        var parameters = MRPhantomParameters.varied(
            seed: seed, sequence: series.sequence, range: range)
        series.apply(to: &parameters.acquisition)
        body.apply(to: &parameters)
        let phantom: MRPhantom
        do throws(PhantomError) {
            phantom = try MRPhantom(parameters)
        } catch {
            throw .phantom(error)
        }
        try writer.write(phantom, name: "mr-" + PhantomBatch.number(seed))
    }
}

/// How the series is taken; by the seed where an option is absent.
struct MRSeriesOptions: ParsableArguments {
    @Option(help: "t2, t2-fs, stir, dixon-water, t1 or 3d.")
    var sequence: MRSequence?

    @Option(help: "Distance between pixels, mm.")
    var spacing: Double?

    @Option(help: "Slice thickness, mm.")
    var thickness: Double?

    @Option(help: "Gap between slices, mm.")
    var gap: Double?

    @Option(help: "Slices.")
    var slices: Int?

    @Option(help: "Pixels of a row.")
    var columns: Int?

    @Option(help: "Pixels of a column.")
    var rows: Int?

    @Option(
        parsing: .unconditional,
        help: "Tilt of the slices about the left-right axis, degrees.")
    var obliquity: Double?

    @Option(
        parsing: .unconditional,
        help: "Middle of the volume, mm to the left of the middle between the hips.")
    var centreLeft: Double?

    @Option(
        parsing: .unconditional,
        help: "Middle of the volume, mm behind the middle between the hips.")
    var centrePosterior: Double?

    @Option(
        parsing: .unconditional,
        help: "Middle of the volume, mm above the middle between the hips.")
    var centreSuperior: Double?

    @Option(help: "Noise; fat of a T2 picture is about 420.")
    var noise: Double?

    @Option(help: "Strength of motion ghosts, 0 to 1.")
    var ghosting: Double?

    @Option(help: "Largest change of brightness by the coils, 0 to 0.8.")
    var shading: Double?

    func apply(to acquisition: inout MRAcquisition) {
        if let spacing { acquisition.spacing = spacing }
        if let thickness { acquisition.thickness = thickness }
        if let gap { acquisition.gap = gap }
        if let slices { acquisition.slices = slices }
        if let columns { acquisition.columns = columns }
        if let rows { acquisition.rows = rows }
        if let obliquity { acquisition.obliquity = obliquity }
        if let centreLeft { acquisition.centre.x = centreLeft }
        if let centrePosterior { acquisition.centre.y = centrePosterior }
        if let centreSuperior { acquisition.centre.z = centreSuperior }
        if let noise { acquisition.noise = noise }
        if let ghosting { acquisition.ghosting = ghosting }
        if let shading { acquisition.shading = shading }
    }
}

/// Who is in the scanner; by the seed where an option is absent.
struct MRBodyOptions: ParsableArguments {
    @Option(help: "Area of both nerves at piriformis, mm².")
    var nerveArea: Double?

    @Option(
        parsing: .unconditional,
        help: "Outward rotation of both hips, degrees.")
    var hipRotation: Double?

    @Option(help: "Variant of the left nerve, a to f.")
    var variantLeft: SciaticVariant?

    @Option(help: "Variant of the right nerve, a to f.")
    var variantRight: SciaticVariant?

    @Option(
        help: """
            none, piriformis-hypertrophy, entrapment, ischiofemoral, hamstring or diffuse-neuropathy.
            """)
    var pathology: MRPathology?

    @Option(help: "Severity of the pathology, 0 to 1.")
    var severity: Double?

    @Option(help: "Affected side, left or right.")
    var side: Laterality?

    func validate() throws {
        guard pathology == nil || pathology == MRPathology.none else { return }
        for (name, isGiven) in [("severity", severity != nil), ("side", side != nil)] where isGiven
        {
            throw ValidationError("--\(name) needs a --pathology other than none.")
        }
    }

    func apply(to parameters: inout MRPhantomParameters) {
        if let nerveArea {
            parameters.nerveArea = nerveArea
            parameters.nerveAsymmetry = 0
        }
        if let hipRotation { parameters.hipRotation = hipRotation }
        if let variantLeft { parameters.variant[.left] = variantLeft }
        if let variantRight { parameters.variant[.right] = variantRight }
        if let pathology {
            parameters.pathology = pathology
            if pathology == .none {
                parameters.severity = 0
            } else if parameters.severity == 0 {
                parameters.severity = 0.6
            }
        }
        if let severity { parameters.severity = severity }
        if let side { parameters.affected = side }
    }
}
