import StudyModel

/// The frames looked at last; older ones are dropped when together they take too much memory.
struct FrameCache {
    private var frames: [FrameAddress: Frame] = [:]
    /// From the longest unused to the one used last.
    private var order: [FrameAddress] = []
    private var bytes = 0
    private let limit: Int

    /// - Parameter limit: in bytes of planes.
    init(limit: Int) { self.limit = limit }

    mutating func frame(at address: FrameAddress) -> Frame? {
        guard let frame = frames[address] else { return nil }
        order.removeAll { $0 == address }
        order.append(address)
        return frame
    }

    /// The newest frame is kept however large it is.
    mutating func insert(_ frame: Frame, at address: FrameAddress) {
        remove(address)
        frames[address] = frame
        order.append(address)
        bytes += Self.size(of: frame)
        while bytes > limit, order.count > 1 { remove(order[0]) }
    }

    private mutating func remove(_ address: FrameAddress) {
        guard let frame = frames.removeValue(forKey: address) else { return }
        order.removeAll { $0 == address }
        bytes -= Self.size(of: frame)
    }

    private static func size(of frame: Frame) -> Int {
        frame.luminance.size.count * MemoryLayout<Float>.stride
    }
}
