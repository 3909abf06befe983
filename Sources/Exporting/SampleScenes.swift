import Phantoms

extension SampleSet {
    static let samples: [Sample] = [
        Sample(
            name: "linear-vessels", what: "linear probe, nerve above two vessels",
            parameters: still(seed: 2, .linear)),
        Sample(
            name: "linear-bone", what: "linear probe, nerve above bone with its shadow",
            parameters: still(seed: 8, .linear)),
        Sample(
            name: "curved-deep", what: "curved probe, deep nerve",
            parameters: still(seed: 2, .curved)),
        Sample(
            name: "linear-still", what: "DICOM Ultrasound Image with a region",
            parameters: still(seed: 7, .linear), format: .dicom),
        Sample(
            name: "linear-cine", what: "DICOM Ultrasound Multi-frame Image, nerve slides 2 mm",
            parameters: cine, format: .dicom),
        Sample(
            name: "uncalibrated", what: "a picture that does not tell its scale",
            parameters: still(seed: 6, .linear), calibrated: false),
        Sample(
            name: "no-nerve", what: "muscle and a vessel, no nerve",
            parameters: empty),
    ]

    /// As clinics take it, but coarser and shorter, to be small.
    static var series: MRPhantomParameters {
        var parameters = MRPhantomParameters.varied(seed: 7, sequence: .t2FatSuppressed)
        parameters.acquisition.spacing = 0.9
        parameters.acquisition.columns = 320
        parameters.acquisition.rows = 176
        parameters.acquisition.thickness = 5
        parameters.acquisition.gap = 0.5
        parameters.acquisition.slices = 14
        parameters.acquisition.obliquity = 0
        parameters.acquisition.centre = SIMD3(0, 35, -12)
        parameters.variant = [.left: .a, .right: .a]
        parameters.pathology = .entrapment
        parameters.severity = 0.8
        parameters.affected = .left
        return parameters
    }

    private static func still(seed: UInt64, _ probe: ProbeKind) -> UltrasoundParameters {
        var parameters = UltrasoundParameters.varied(seed: seed, probe: probe)
        parameters.scanner.gainDecibels = 0
        parameters.scene.dropout = false
        return parameters
    }

    private static var empty: UltrasoundParameters {
        var parameters = still(seed: 14, .linear)
        parameters.scene.nerves = 0
        parameters.scene.vessels = 1
        parameters.scene.tendon = false
        return parameters
    }

    /// Small, so that the repository stays small.
    private static var cine: UltrasoundParameters {
        var scanner = ScannerSettings.linear
        scanner.geometry = .linear(width: 30)
        scanner.depth = 28
        scanner.focus = 13
        var parameters = UltrasoundParameters(seed: 3, scanner: scanner)
        parameters.scene.nerveArea = 32
        parameters.scene.nerveDepth = 12
        parameters.motion.frames = 10
        parameters.motion.frameTimeMilliseconds = 100
        parameters.motion.lateral = 2
        parameters.motion.depth = -0.4
        parameters.motion.widening = 0.08
        parameters.page.pixelSpacing = 0.1
        parameters.page.marginLeft = 8
        parameters.page.marginRight = 24
        parameters.page.marginTop = 20
        parameters.page.marginBottom = 6
        return parameters
    }
}
