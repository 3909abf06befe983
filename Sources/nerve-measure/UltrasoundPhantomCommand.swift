import ArgumentParser
import Exporting
import Phantoms

extension ProbeKind: ExpressibleByArgument {}
extension PhantomWriter.Format: ExpressibleByArgument {}

/// `nerve-measure phantom ultrasound`: stills and cine loops by seed.
struct UltrasoundPhantomCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ultrasound",
        abstract: "Write simulated ultrasound pictures of a nerve.",
        discussion: """
            OUT receives inputs (PNG with sidecar, or DICOM), truth (JSON: outlines, areas, axes, \
            displacement) and, with --masks, label planes (1 nerve, 2 vessel). The same seed gives \
            the same picture on every machine. Depth, frequency, gain and anatomy vary with the \
            seed unless an option fixes them.

            Try:  nerve-measure phantom ultrasound --seed 7 --count 3 -o phantoms
            """)

    @OptionGroup
    var batch: PhantomBatch

    @Option(help: "Frames of each; more than 1 makes a cine in which the nerve slides.")
    var frames = 1

    @Option(help: "linear or curved.")
    var geometry: ProbeKind = .linear

    @Option(help: "png or dicom.")
    var format: PhantomWriter.Format = .png

    @Option(help: "Nerves, 0 to 2.")
    var nerves = 1

    @Flag(help: "No nerve at all.")
    var withoutNerve = false

    @Flag(help: "Nothing in the file tells the scale.")
    var uncalibrated = false

    @Flag(help: "Write label masks for training.")
    var masks = false

    @Flag(help: "Compress DICOM pixels (RLE).")
    var compressed = false

    @OptionGroup(title: "Physics and anatomy")
    var settings: PhantomSettings

    func validate() throws {
        guard format == .dicom || !compressed else {
            throw ValidationError("--compressed goes with --format dicom.")
        }
    }

    func run() throws {
        var writer = PhantomWriter(folder: batch.output, format: format)
        writer.calibrated = !uncalibrated
        writer.masks = masks
        writer.compressed = compressed
        try batch.forEachSeed { seed throws(PhantomWriteError) in
            try write(seed: seed, with: writer)
        }
    }

    private func write(seed: UInt64, with writer: PhantomWriter) throws(PhantomWriteError) {
        var parameters = UltrasoundParameters.varied(seed: seed, probe: geometry)
        parameters.scene.nerves = withoutNerve ? 0 : nerves
        settings.apply(to: &parameters)
        parameters.motion.frames = frames
        let phantom: UltrasoundPhantom
        do throws(PhantomError) {
            phantom = try UltrasoundPhantom(parameters)
        } catch {
            throw .phantom(error)
        }
        try writer.write(phantom, name: "\(geometry.rawValue)-" + PhantomBatch.number(seed))
    }
}

/// What a seed leaves open and an option may fix.
struct PhantomSettings: ParsableArguments {
    @Option(help: "Depth of the picture, mm.")
    var depth: Double?

    @Option(help: "Frequency, MHz.")
    var frequency: Double?

    @Option(help: "Gain, dB.")
    var gain: Double?

    @Option(help: "Dynamic range, dB.")
    var dynamicRange: Double?

    @Option(help: "Looks averaged by compounding; 1 shows full speckle.")
    var looks: Int?

    @Option(help: "Pixel spacing, mm.")
    var pixelSpacing: Double?

    @Option(help: "Exact area of the first nerve, mm².")
    var nerveArea: Double?

    @Option(help: "Depth of the first nerve's centre, mm.")
    var nerveDepth: Double?

    @Option(help: "Vessels, 0 to 3.")
    var vessels: Int?

    @Option(help: "Largest displacement of the nerve to the side in a cine, mm.")
    var slide: Double = 2

    func apply(to parameters: inout UltrasoundParameters) {
        if let depth { parameters.scanner.depth = depth }
        if let frequency { parameters.scanner.frequencyMegahertz = frequency }
        if let gain { parameters.scanner.gainDecibels = gain }
        if let dynamicRange { parameters.scanner.dynamicRangeDecibels = dynamicRange }
        if let looks { parameters.scanner.looks = looks }
        if let pixelSpacing { parameters.page.pixelSpacing = pixelSpacing }
        if let nerveArea { parameters.scene.nerveArea = nerveArea }
        if let nerveDepth { parameters.scene.nerveDepth = nerveDepth }
        if let vessels { parameters.scene.vessels = vessels }
        parameters.motion.lateral = slide
        parameters.motion.depth = -slide / 5
        parameters.motion.widening = slide == 0 ? 0 : 0.06
    }
}
