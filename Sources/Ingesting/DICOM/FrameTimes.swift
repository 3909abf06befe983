import DICOMFiles

/// When the frames of a cine were taken. What is not possible (no number, zero, negative, a vector of
/// another length) is not known: time never stands still or runs backwards.
struct FrameTimes {
    /// Between any two frames, when it is always the same.
    let interval: Double?
    /// From the first frame, one per frame; `nil` when the intervals are equal or unknown.
    private let elapsed: [Double]?

    /// Frame Time Vector (0018,1065) comes before Frame Time (0018,1063), which it refines.
    init(_ root: DICOMFile.Item, numberOfFrames: Int) {
        self.init(
            interval: root.number(.frameTime),
            increments: root.numbers(.frameTimeVector, limit: numberOfFrames + 1),
            numberOfFrames: numberOfFrames)
    }

    /// - Parameter increments: from each frame's predecessor (PS3.3 §C.7.6.5.1.2); what stands for
    ///   the first frame has no meaning.
    init(interval: DICOMFile.Item.Number, increments: [Double], numberOfFrames: Int) {
        let isPossible =
            increments.count == numberOfFrames && numberOfFrames > 1
            && increments.dropFirst().allSatisfy { $0 > 0 && $0.isFinite }
        if isPossible {
            elapsed = increments.dropFirst().reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) }
            let shortest = increments.dropFirst().min()
            self.interval = shortest == increments.dropFirst().max() ? shortest : nil
        } else {
            elapsed = nil
            if case .value(let value) = interval, value > 0, value.isFinite {
                self.interval = value
            } else {
                self.interval = nil
            }
        }
    }

    /// Milliseconds from the first frame; `number` counts from 1.
    func milliseconds(at number: Int) -> Double? {
        elapsed?[number - 1] ?? interval.map { $0 * Double(number - 1) }
    }
}
