/// Everything that a simulated ultrasound picture follows from. The same values give the same bytes.
package struct UltrasoundParameters: Hashable, Sendable {
    package var seed: UInt64
    package var scanner: ScannerSettings
    package var scene: SceneOptions
    package var motion: MotionOptions
    package var page: PageLayout

    package init(
        seed: UInt64, scanner: ScannerSettings, scene: SceneOptions = SceneOptions(),
        motion: MotionOptions = MotionOptions(), page: PageLayout = PageLayout()
    ) {
        self.seed = seed
        self.scanner = scanner
        self.scene = scene
        self.motion = motion
        self.page = page
    }
}

/// Transmit, receive and display.
package struct ScannerSettings: Hashable, Sendable {
    package var geometry: ScanGeometry
    /// Depth of the picture along the beam, mm.
    package var depth: Double
    package var frequencyMegahertz: Double
    /// Length of the pulse in periods; the axial width at half maximum is half of it.
    package var cycles: Double = 2
    /// Focal distance / aperture; the lateral width at half maximum in the focus is F·λ.
    package var fNumber: Double = 2.5
    /// mm
    package var focus: Double
    package var dynamicRangeDecibels: Double = 60
    package var gainDecibels: Double = 0
    /// Share of the mean attenuation that time gain makes up for: 1 is a flat picture.
    package var timeGain: Double = 0.97
    /// Most that time gain can amplify, dB: below it the picture falls dark.
    package var timeGainLimitDecibels: Double = 56
    /// Independent looks averaged by spatial compounding; 1 shows Rayleigh speckle.
    package var looks: Int = 3
    /// Receiver noise in dB below white at the skin.
    package var noiseDecibels: Double = -118

    package init(
        geometry: ScanGeometry, depth: Double, frequencyMegahertz: Double, focus: Double
    ) {
        self.geometry = geometry
        self.depth = depth
        self.frequencyMegahertz = frequencyMegahertz
        self.focus = focus
    }

    /// 38.4 mm wide, 40 mm deep, 10 MHz.
    package static var linear: ScannerSettings {
        ScannerSettings(
            geometry: .linear(width: 38.4), depth: 40, frequencyMegahertz: 10, focus: 18)
    }

    /// Radius 60 mm, ± 28°, 85 mm deep, 4.5 MHz.
    package static var curved: ScannerSettings {
        ScannerSettings(
            geometry: .curved(radius: 60, halfAngle: 0.489), depth: 85, frequencyMegahertz: 4.5,
            focus: 45)
    }

    /// Wavelength in mm at 1,540 m/s.
    var wavelength: Double { 1.54 / frequencyMegahertz }
    /// Standard deviation of the pulse envelope, mm.
    var axialSigma: Double { cycles * wavelength / 2 / 2.355 }

    /// Standard deviation of the beam at `depth` mm: F·λ in the focus, wider away from it.
    func lateralSigma(depth: Double) -> Double {
        let waist = fNumber * wavelength
        let range = 8 * fNumber * waist
        let away = (depth - focus) / range
        return waist * (1 + away * away).squareRoot() / 2.355
    }
}

/// What lies in the body. Sizes and places that are not given here follow from the seed.
package struct SceneOptions: Hashable, Sendable {
    /// 0, 1 or 2.
    package var nerves: Int = 1
    package var vessels: Int = 1
    package var bone: Bool = false
    package var tendon: Bool = false
    /// A part of the probe without contact: a dark band at one side.
    package var dropout: Bool = false
    /// Muscle alone, without any structure: for tests of speckle and attenuation.
    package var uniform: Bool = false
    /// Exact area of the first nerve, mm²; by the seed when absent.
    package var nerveArea: Double?
    /// Depth of the first nerve's centre, mm; by the seed when absent.
    package var nerveDepth: Double?

    package init() {}
}

/// Movement of the nerve over a cine: half a sine from rest to the full displacement and back.
package struct MotionOptions: Hashable, Sendable {
    package var frames: Int = 1
    package var frameTimeMilliseconds: Double = 50
    /// Largest displacement, mm.
    package var lateral: Double = 0
    package var depth: Double = 0
    /// Largest relative widening; the thickness shrinks so that the area stays.
    package var widening: Double = 0

    package init() {}
}

/// Where the picture stands on the canvas.
package struct PageLayout: Hashable, Sendable {
    /// mm per pixel in both directions.
    package var pixelSpacing: Double = 0.08
    package var marginLeft: Int = 24
    package var marginRight: Int = 56
    package var marginTop: Int = 32
    package var marginBottom: Int = 24
    /// Tick marks every 5 mm beside the picture.
    package var ruler: Bool = true
    /// Burned-in line of text: capitals, digits, space and `-.:/`; empty for none.
    package var caption: String = "SIMULATED"

    package init() {}
}
