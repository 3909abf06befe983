extension UltrasoundParameters {
    /// - Throws: `PhantomError` for the first value out of its range.
    func check() throws(PhantomError) {
        guard (1...10_000).contains(motion.frames) else {
            throw .frames(found: motion.frames)
        }
        try checkScanner()
        try checkScene()
    }

    private func checkScanner() throws(PhantomError) {
        try require(scanner.depth, in: 15...200, "the depth is %, 15 to 200 mm are allowed")
        try require(
            scanner.frequencyMegahertz, in: 2...20,
            "the frequency is %, 2 to 20 MHz are allowed")
        try require(scanner.cycles, in: 1...8, "the pulse has % cycles, 1 to 8 are allowed")
        try require(scanner.fNumber, in: 1...8, "the F-number is %, 1 to 8 are allowed")
        try require(scanner.focus, in: 2...200, "the focus is at %, 2 to 200 mm are allowed")
        try require(
            scanner.dynamicRangeDecibels, in: 20...120,
            "the dynamic range is %, 20 to 120 dB are allowed")
        try require(scanner.gainDecibels, in: -60...60, "the gain is %, ±60 dB are allowed")
        try require(scanner.timeGain, in: 0...1.5, "time gain is %, 0 to 1.5 are allowed")
        try require(
            Double(scanner.looks), in: 1...9, "% looks are averaged, 1 to 9 are allowed")
        try require(
            page.pixelSpacing, in: 0.01...1, "the pixel spacing is %, 0.01 to 1 mm are allowed")
        switch scanner.geometry {
        case .linear(let width):
            try require(width, in: 10...120, "the probe is % wide, 10 to 120 mm are allowed")
        case .curved(let radius, let halfAngle):
            try require(radius, in: 8...120, "the radius is %, 8 to 120 mm are allowed")
            try require(halfAngle, in: 0.1...0.9, "the half angle is %, 0.1 to 0.9 are allowed")
        }
    }

    private func checkScene() throws(PhantomError) {
        guard (0...2).contains(scene.nerves) else {
            throw .scene("\(scene.nerves) nerves are asked for, 0 to 2 are allowed")
        }
        guard (0...3).contains(scene.vessels) else {
            throw .scene("\(scene.vessels) vessels are asked for, 0 to 3 are allowed")
        }
        if let area = scene.nerveArea, !(4...200).contains(area) {
            throw .scene("the nerve's area is \(area) mm², 4 to 200 are allowed")
        }
        if let depth = scene.nerveDepth, !(6...scanner.depth * 0.8).contains(depth) {
            throw .scene("the nerve is at \(depth) mm, 6 to 0.8 of the depth are allowed")
        }
        guard abs(motion.lateral) <= 10, abs(motion.depth) <= 10, abs(motion.widening) <= 0.5
        else { throw .scene("the nerve moves over 10 mm or widens by more than a half") }
    }

    private func require(
        _ value: Double, in range: ClosedRange<Double>, _ text: String
    ) throws(PhantomError) {
        guard range.contains(value) else {
            let parts = text.split(separator: "%", omittingEmptySubsequences: false)
            throw .scanner(parts.joined(separator: "\(value)"))
        }
    }
}
